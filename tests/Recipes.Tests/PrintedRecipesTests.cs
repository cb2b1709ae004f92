using Docs.Tests;

namespace Stackbilt.Observability.Tests;

/// <summary>What the pages print is what these tests run.</summary>
public class PrintedRecipesTests
{
    const string Namespace = "namespace Letters;\n\n";

    [Theory]
    [InlineData("tests/Recipes.Tests/Recipes", RecipePage.Recipes)]
    [InlineData("tests/Recipes.Tests/UnderEveryCarrier", "docs/code-under-all-carriers.md")]
    public void Each_file_is_printed_whole_and_nothing_else_is_printed(string folder, string page)
    {
        var files = Repository.Sources(folder).Select(Read).ToList();

        Assert.NotEmpty(files);
        Assert.Equal(
            files.Select(static text => text.Replace(Namespace, "", StringComparison.Ordinal).Trim()).Order(StringComparer.Ordinal),
            RecipePage.Printed(page).Select(static block => block.Text.Trim()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_registration_of_the_page_is_one_that_a_test_makes()
    {
        var tests = WithoutSpaces(string.Concat(Repository.Sources("tests/Recipes.Tests").Select(Read)));

        Assert.NotEmpty(RecipePage.Registrations(RecipePage.Recipes));
        Assert.All(
            RecipePage.Registrations(RecipePage.Recipes),
            registration => Assert.Contains(WithoutSpaces(registration), tests, StringComparison.Ordinal));
    }

    static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    static string WithoutSpaces(string code) => string.Concat(code.Where(static character => !char.IsWhiteSpace(character)));
}
