namespace Docs.Tests;

/// <summary>The compile test itself: a block that does not compile is found, and named by its line in the Markdown file.</summary>
public class SampleCompilerTests
{
    [Fact]
    public void A_block_that_does_not_compile_fails_with_file_line_and_message()
    {
        var errors = SampleCompiler.Errors(Block("""
            using Stackbilt.Observability;

            using var span = ActiveSpan.Current?.StartChild("fine");
            using var other = ActiveSpan.Current?.StartGrandchild("not there");
            """));

        var error = Assert.Single(errors);
        Assert.StartsWith("docs/page.md:14: CS1061: ", error, StringComparison.Ordinal);
        Assert.Contains("StartGrandchild", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_is_no_code_fails() => Assert.NotEmpty(SampleCompiler.Errors(Block("dotnet run --project x")));

    [Fact]
    public void A_program_and_a_library_compile()
    {
        Assert.Empty(SampleCompiler.Errors(Block("""Console.WriteLine(await Task.FromResult("a program"));""")));
        Assert.Empty(SampleCompiler.Errors(Block("public interface ILibrary;")));
    }

    [Fact]
    public void What_is_given_comes_between_the_directives_and_the_code_of_the_block() =>
        Assert.Empty(SampleCompiler.Errors(Block(
            "using System.Text;\n\nvar text = new StringBuilder(name);\nWidget.Draw(text);",
            "using System.Globalization;\nvar name = CultureInfo.InvariantCulture.Name;\nstatic class Widget { public static void Draw(object any) { } }")));

    [Fact]
    public void An_error_in_what_is_given_is_told_apart()
    {
        var error = Assert.Single(SampleCompiler.Errors(Block("Console.WriteLine();", "Nonsense nothing;")));

        Assert.StartsWith("what is given before docs/page.md:10", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_compiler_knows_its_own_language_and_framework_alone()
    {
        Assert.NotEmpty(SampleCompiler.Errors(Block("static class New { extension(string text) { public int Twice() => 2; } }"), SampleLane.Net8));
        Assert.NotEmpty(SampleCompiler.Errors(Block("Console.WriteLine(Task.WhenEach<int>([]));"), SampleLane.Net8));
        Assert.Empty(SampleCompiler.Errors(Block("Console.WriteLine(Task.WhenEach<int>([]));")));
        Assert.NotEmpty(SampleCompiler.Errors(Block("class Old { Stackbilt.Observability.Tracer tracer; }"), SampleLane.Anywhere));
        Assert.Empty(SampleCompiler.Errors(Block("class Old { Stackbilt.Observability.Span span; }"), SampleLane.Anywhere));
    }

    [Theory]
    [InlineData("new object()")]
    [InlineData("new Uri(\"http://localhost\")")]
    [InlineData("new List<string>()")]
    public void What_cannot_be_an_attribute_does_not_compile_and_says_what_can(string value)
    {
        foreach (var call in new[] { $"span.StartChild(\"x\", (\"k\", {value}))", $"span.SetAttribute(\"k\", {value})" })
        {
            foreach (var lane in new[] { SampleLane.Newest, SampleLane.Net8 })
            {
                var error = Assert.Single(SampleCompiler.Errors(Block($"using Stackbilt.Observability;\nSpan span = null!;\n{call};"), lane));
                Assert.Contains("CS0619", error, StringComparison.Ordinal);
                Assert.Contains("An attribute is a string, a number", error, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void An_unsigned_integer_of_64_bits_does_not_compile()
    {
        Assert.Contains("Cast it to long", Assert.Single(SampleCompiler.Errors(Block(
            "Stackbilt.Observability.Span span = null!;\nspan.SetAttribute(\"k\", ulong.MaxValue);"))), StringComparison.Ordinal);
        Assert.NotEmpty(SampleCompiler.Errors(Block("Stackbilt.Observability.SpanAttribute one = (\"k\", ulong.MaxValue);")));
    }

    public static TheoryData<string> Compilers => [.. SampleLane.All.Select(static lane => lane.Name)];

    [Theory]
    [MemberData(nameof(Compilers))]
    public void Every_call_that_a_library_makes_compiles_with_each_compiler(string compiler) =>
        Assert.Empty(SampleCompiler.Errors(
            Block("""
                using System;
                using System.Threading.Tasks;
                using Stackbilt.Observability;

                static class Library
                {
                    static readonly InstrumentationScope Scope = new InstrumentationScope("Library");

                    public static async Task Run(IContextCarrier carrier, Span span, int? maybe, Guid id, string[] several)
                    {
                        ActiveSpan.Current?.StartChild("a").Dispose();
                        ActiveSpan.Current?.StartChild("a", ("k", 1), ("l", "m"), ("n", maybe), ("o", id), ("p", several)).Dispose();
                        ActiveSpan.Current?.StartChild("a", SpanKind.Client, ("k", DayOfWeek.Friday)).Dispose();
                        span.StartActiveChild("a").StartActiveChild("b", ("k", 1.5), ("l", TimeSpan.Zero)).StartActiveChild("c", SpanKind.Client).Dispose();
                        Scope.Current?.StartChild("a", ("k", 'c')).Dispose();
                        Scope.Below(span)?.StartActiveChild("a", SpanKind.Server, ("k", 12.5m)).Dispose();
                        span.SetAttribute("k", maybe).SetAttribute("k", id).SetAttribute("k", several).SetAttribute("k", null);
                        span.SetAttributes(("k", 1)).AddEvent("e").AddEvent("e", ("k", true)).AddLink(span.Context, ("k", 1));
                        span.RecordException(new InvalidOperationException()).SetStatus(SpanStatus.Error, "why").UpdateName("b");
                        using (carrier.Attach(new SpanLink(span.Context, ("k", 1)).Context.IsValid ? span : null))
                            carrier.RunWithSpan(null, active => { });

                        var count = carrier.RunWithSpan(span, active => 1);
                        await carrier.RunWithSpan(null, async active => await Task.Yield());
                        count += await carrier.RunWithSpan(span, async active => { await Task.Yield(); return 1; });
                        count += await carrier.RunWithSpan(span, 2, async (active, state) => { await Task.Yield(); return state; });
                        await carrier.RunWithSpan(span, active => new ValueTask());
                        count += await carrier.RunWithSpan(span, active => new ValueTask<int>(count));
                    }
                }
                """),
            SampleLane.All.Single(lane => lane.Name == compiler)));

    static CodeBlock Block(string text, string given = "") => new("docs/page.md", 10, "csharp", text, given);
}
