using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Docs.Tests;

/// <summary>
/// A compiler as a reader has it: the version of the language, and the framework with everything that samples may use.
/// </summary>
sealed class SampleLane
{
    // The gate names a folder here whose lists are of the packed packages.
    const string OtherFolder = "STACKBILT_SAMPLE_REFERENCES";

    readonly Lazy<IReadOnlyList<MetadataReference>> _references;

    SampleLane(string name, LanguageVersion version, string framework)
    {
        Name = name;
        Language = new CSharpParseOptions(version);
        _references = new(() => [.. Paths(framework).Select(static path => MetadataReference.CreateFromFile(path))]);
    }

    public static SampleLane Newest { get; } = new("C# 14 on net10.0", LanguageVersion.CSharp14, "net10.0");

    /// <summary>What a project for net8.0 gets that says nothing about the language.</summary>
    public static SampleLane Net8 { get; } = new("C# 12 on net8.0", LanguageVersion.CSharp12, "net8.0");

    /// <summary>A library for every platform, with Abstractions alone.</summary>
    public static SampleLane Anywhere { get; } = new("C# 7.3 on netstandard2.0", LanguageVersion.CSharp7_3, "netstandard2.0");

    public static IReadOnlyList<SampleLane> All { get; } = [Newest, Net8, Anywhere];

    public string Name { get; }

    public CSharpParseOptions Language { get; }

    /// <summary>Usings and nullability come with a project of today.</summary>
    public bool IsOld => Language.LanguageVersion < LanguageVersion.CSharp10;

    public IReadOnlyList<MetadataReference> References => _references.Value;

    static string[] Paths(string framework)
    {
        var folder = Environment.GetEnvironmentVariable(OtherFolder) is { Length: > 0 } other
            ? other
            : typeof(SampleLane).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(static metadata => metadata.Key == "SampleReferences").Value!;
        return File.ReadAllLines(Path.Combine(folder, framework + ".txt"));
    }
}
