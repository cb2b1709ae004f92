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
