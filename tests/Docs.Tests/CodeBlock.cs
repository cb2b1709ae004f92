namespace Docs.Tests;

/// <summary>A fenced block of a Markdown file.</summary>
/// <param name="File">The file, from the root of the repository.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
/// <param name="Info">The words after the opening fence: the language first.</param>
/// <param name="Text">What is between the fences.</param>
/// <param name="Given">What the comments before it supply; empty where there are none.</param>
sealed record CodeBlock(string File, int Line, string Info, string Text, string Given)
{
    public string Place => $"{File}:{Line}";

    public string Language => Info.Split(' ')[0];

    /// <summary>The second word: what the block needs that not every build has.</summary>
    public string? Needs => Info.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
}
