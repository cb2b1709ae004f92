using Docs.Tests;

namespace Stackbilt.Observability.Tests;

/// <summary>What the page prints is what these tests run.</summary>
public class PrintedRecipesTests
{
    const string Folder = "tests/Recipes.Tests/Recipes";
    const string Namespace = "namespace Letters;\n\n";

    static readonly string[] Files = [.. Repository.Sources(Folder)];

    [Fact]
    public void Each_file_is_printed_whole_and_nothing_else_is_printed()
    {
        Assert.InRange(Files.Length, 10, 30);
        Assert.Equal(
            Files.Select(static file => Read(file).Replace(Namespace, "", StringComparison.Ordinal).Trim()).Order(StringComparer.Ordinal),
            RecipePage.Printed.Select(static block => block.Text.Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_registration_of_the_page_is_one_that_a_test_makes()
    {
        var tests = WithoutSpaces(string.Concat(Repository.Sources("tests/Recipes.Tests").Select(Read)));

        Assert.NotEmpty(RecipePage.Registrations);
        Assert.All(RecipePage.Registrations, registration => Assert.Contains(WithoutSpaces(registration), tests, StringComparison.Ordinal));
    }

    static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    static string WithoutSpaces(string code) => string.Concat(code.Where(static character => !char.IsWhiteSpace(character)));
}
