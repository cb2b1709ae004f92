namespace Docs.Tests;

/// <summary>A class of a page that another suite tests is the same there, letter by letter.</summary>
public class TestedClassesTests
{
    [Theory]
    [InlineData("docs/outgoing-requests.md", "sealed class SdkHeaders", "tests/OpenTelemetry.Tests/Support/SdkHeaders.cs")]
    [InlineData("docs/jobs-and-messages.md", "static class MessageHeaders", "tests/RabbitMQ.Tests/Support/MessageHeaders.cs")]
    public void Are_tested_as_they_are_printed(string page, string declaration, string file)
    {
        var block = Repository.Blocks.Single(block => block.File == page && block.Text.Contains(declaration, StringComparison.Ordinal));
        var tested = File.ReadAllText(Path.Combine(Repository.Root, file));

        Assert.Equal(From(declaration, tested), From(declaration, block.Text));
    }

    static string From(string declaration, string text) => text[text.IndexOf(declaration, StringComparison.Ordinal)..].Trim();
}
