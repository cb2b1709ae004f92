using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Docs.Tests;

/// <summary>Abstractions shows every platform the same types and members.</summary>
public class SameApiTests
{
    const string Package = "Stackbilt.Observability.Abstractions";

    [Fact]
    public void A_library_on_netstandard_sees_what_one_on_net8_sees()
    {
        var known = Members(SampleLane.Net8);

        Assert.InRange(known.Count, 200, 2000);
        Assert.Equal(known, Members(SampleLane.Anywhere));
    }

    [Fact]
    public void What_was_compiled_for_netstandard_runs_on_this_platform()
    {
        const string Library = """
            using Stackbilt.Observability;

            public static class Library
            {
                public static bool Run()
                {
                    IContextCarrier carrier = new Carrier();
                    carrier.AfterEnd(null);
                    var context = new SpanContext(new TraceId(1, 2), new SpanId(3)) with { IsSampled = false };
                    var link = new SpanLink(context, ("one", 1), ("two", "2"));
                    return !link.Context.IsSampled && link.Attributes.Count == 2 && carrier.RunWithSpan(null, span => span == null);
                }

                sealed class Carrier : IContextCarrier
                {
                    public CarrierCapabilities Capabilities => CarrierCapabilities.None;
                    public Span Current => null;
                    public CarrierScope Attach(Span span) => default;
                    public void AttachUntilEnd(Span span) { }
                    public void AfterEnd(Span span) { }
                    public bool Follow(ITracerActivities activities) => false;
                    public IContextCarrier CarrierOfNewTraces => null;
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Library." + Guid.NewGuid().ToString("n"),
            [CSharpSyntaxTree.ParseText(Library, SampleLane.Newest.Language)],
            SampleLane.Anywhere.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var built = new MemoryStream();
        Assert.Empty(compilation.Emit(built).Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error));

        Assert.Equal(true, Assembly.Load(built.ToArray()).GetType("Library")!.GetMethod("Run")!.Invoke(null, null));
    }

    static List<string> Members(SampleLane lane)
    {
        var compilation = CSharpCompilation.Create("Api", references: lane.References);
        var package = lane.References.Single(static reference => Path.GetFileNameWithoutExtension(reference.Display) == Package);
        var types = ((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(package)!)
            .GlobalNamespace.GetNamespaceMembers().Single(static space => space.Name == "Stackbilt")
            .GetNamespaceMembers().Single().GetTypeMembers()
            .Where(IsSeen);
        return
        [
            .. types.SelectMany(static type => type.GetMembers().Where(IsSeen).Select(static member => member.ToDisplayString()))
                .Order(StringComparer.Ordinal),
        ];
    }

    static bool IsSeen(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
