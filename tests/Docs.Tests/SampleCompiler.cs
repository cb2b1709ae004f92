using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Docs.Tests;

/// <summary>Compiles samples as a reader's project would, with the usings that a web project has.</summary>
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

    // Every test of a lane shares it: reading the metadata takes far longer than compiling a sample.
    static readonly ConcurrentDictionary<SampleLane, CSharpCompilation> Shared = new();

    /// <summary>The errors of a sample, each with file, line and message; empty where it compiles.</summary>
    public static IReadOnlyList<string> Errors(CodeBlock block) => Errors(block, SampleLane.Newest);

    /// <summary>The same as another reader's compiler has them.</summary>
    public static IReadOnlyList<string> Errors(CodeBlock block, SampleLane lane)
    {
        var shared = Shared.GetOrAdd(lane, CreateShared);
        var tree = CSharpSyntaxTree.ParseText(SampleSource.Of(block), lane.Language);
        var isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return
        [
            .. shared.WithOptions(shared.Options.WithOutputKind(kind)).AddSyntaxTrees(tree).GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(Text),
        ];
    }

    public static bool References(string assembly) =>
        SampleLane.Newest.References.Any(reference => Path.GetFileNameWithoutExtension(reference.Display) == assembly);

    static CSharpCompilation CreateShared(SampleLane lane) => CSharpCompilation.Create(
        "Sample",
        lane.IsOld ? [] : [CSharpSyntaxTree.ParseText(ImplicitUsings, lane.Language)],
        lane.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: lane.IsOld ? default : NullableContextOptions.Enable));

    static string Text(Diagnostic error)
    {
        var place = error.Location.GetMappedLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Path}:{place.StartLinePosition.Line + 1}: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
