namespace Docs.Tests;

/// <summary>The reading of Markdown: fences, what is given, links.</summary>
public class MarkdownPageTests
{
    [Fact]
    public void A_block_has_its_language_its_line_and_its_text()
    {
        var block = Assert.Single(Read("# Title\n\n```csharp\nint one;\nint two;\n```\n").Blocks);

        Assert.Equal("page.md:3", block.Place);
        Assert.Equal("csharp", block.Language);
        Assert.Equal("int one;\nint two;", block.Text);
        Assert.Null(block.Needs);
    }

    [Fact]
    public void A_second_word_after_the_fence_is_what_the_block_needs() =>
        Assert.Equal("conformance", Assert.Single(Read("```csharp conformance\nx\n```").Blocks).Needs);

    [Fact]
    public void A_longer_fence_holds_a_shorter_one() =>
        Assert.Equal("```csharp\nx\n```", Assert.Single(Read("````text\n```csharp\nx\n```\n````").Blocks).Text);

    [Fact]
    public void A_block_in_a_list_loses_the_indentation_of_the_list() =>
        Assert.Equal("if (x)\n    y();", Assert.Single(Read("- So:\n\n  ```csharp\n  if (x)\n      y();\n  ```").Blocks).Text);

    [Fact]
    public void A_comment_gives_to_the_next_block_and_a_page_comment_to_all()
    {
        var blocks = Read("""
            <!-- given on this page: using System.Text; -->
            <!-- given:
            int one = 1;
            -->
            ```csharp
            one++;
            ```

            ```csharp
            ```
            """).Blocks;

        Assert.Equal(["using System.Text;\n\nint one = 1;", "using System.Text;"], blocks.Select(block => block.Given));
    }

    [Fact]
    public void Links_are_found_outside_code_only()
    {
        var page = Read("See [one](a.md), ![two](b.png \"title\").\n`[no](c.md)`\n```text\n[no](d.md)\n```\n[ref]: e.md\n");

        Assert.Equal(["a.md", "b.png", "e.md"], page.Links.Select(link => link.Target));
        Assert.Equal([1, 1, 6], page.Links.Select(link => link.Line));
    }

    static MarkdownPage Read(string text) => MarkdownPage.Read("page.md", text);
}
