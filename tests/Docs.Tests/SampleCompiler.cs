using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Docs.Tests;

/// <summary>Compiles samples against what this test project references, with the usings that a web project has.</summary>
static class SampleCompiler
{
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    static readonly string[] Assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    // Every test shares them: reading the metadata takes far longer than compiling a sample.
    static readonly CSharpCompilation Shared = CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText(ImplicitUsings, SampleSource.Language)],
        Assemblies.Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The errors of a sample, each with file, line and message; empty where it compiles.</summary>
    public static IReadOnlyList<string> Errors(CodeBlock block)
    {
        var tree = CSharpSyntaxTree.ParseText(SampleSource.Of(block), SampleSource.Language);
        var isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return
        [
            .. Shared.WithOptions(Shared.Options.WithOutputKind(kind)).AddSyntaxTrees(tree).GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(Text),
        ];
    }

    public static bool References(string assembly) =>
        Assemblies.Any(path => Path.GetFileNameWithoutExtension(path) == assembly);

    static string Text(Diagnostic error)
    {
        var place = error.Location.GetMappedLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Path}:{place.StartLinePosition.Line + 1}: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
