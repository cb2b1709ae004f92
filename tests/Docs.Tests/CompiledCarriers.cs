using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stackbilt.Observability;

namespace Docs.Tests;

/// <summary>Carriers that are printed in a page, compiled as they stand there, with the packages and nothing else.</summary>
static class CompiledCarriers
{
    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>A factory for a carrier of a page; one that wraps another carrier wraps an <see cref="AsyncLocalCarrier"/>.</summary>
    public static Func<IContextCarrier> Factory(string file, string carrier)
    {
        var block = Repository.Blocks.Single(block =>
            block.File == file && block.Language == "csharp" && block.Text.Contains($"class {carrier}", StringComparison.Ordinal)
            && !block.Given.Contains($"class {carrier}", StringComparison.Ordinal));
        var type = Compile(block).GetType(carrier, throwOnError: true)!;
        return type.GetConstructor([]) is null
            ? () => (IContextCarrier)Activator.CreateInstance(type, new AsyncLocalCarrier())!
            : () => (IContextCarrier)Activator.CreateInstance(type)!;
    }

    /// <summary>Compiles a block with the platform and the assemblies that are named; they are those of one package.</summary>
    public static void CompileWith(CodeBlock block, params string[] assemblies) =>
        Compile(block, assemblies.Contains);

    static Assembly Compile(CodeBlock block) => Compile(
        block, static assembly => assembly.StartsWith("Stackbilt.Observability.", StringComparison.Ordinal));

    static Assembly Compile(CodeBlock block, Func<string, bool> isReferenced)
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == platform
                || isReferenced(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Carriers." + Guid.NewGuid().ToString("n"),
            [
                CSharpSyntaxTree.ParseText(Usings, SampleLane.Newest.Language),
                CSharpSyntaxTree.ParseText(SampleSource.Of(block), SampleLane.Newest.Language),
            ],
            references,
            new CSharpCompilationOptions(
                block.Text.Contains("await ", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        using var built = new MemoryStream();
        var result = compilation.Emit(built);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(built.ToArray());
    }
}
