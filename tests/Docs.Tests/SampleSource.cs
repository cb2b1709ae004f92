using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Docs.Tests;

/// <summary>
/// A block with what it assumes, as one source file: directives first, then statements, then types. The lines keep the
/// numbers that they have in the Markdown file.
/// </summary>
static class SampleSource
{
    public static string Of(CodeBlock block)
    {
        var given = Parse(block.Given);
        var shown = Parse(block.Text);
        var firstMember = shown.Members.FirstOrDefault()?.FullSpan.Start ?? block.Text.Length;
        var head = block.Text[..firstMember];
        var line = block.Line + 1;
        return $"""
            {string.Concat(given.Usings.Select(directive => directive.ToFullString()))}
            #line {line} "{block.File}"
            {head}
            #line 1 "what is given before {block.Place}"
            {string.Concat(given.Members.OfType<GlobalStatementSyntax>().Select(member => member.ToFullString()))}
            #line {line + head.Count(character => character == '\n')} "{block.File}"
            {block.Text[firstMember..]}
            #line 1 "what is given before {block.Place}"
            {string.Concat(given.Members.Where(member => member is not GlobalStatementSyntax).Select(member => member.ToFullString()))}
            """;
    }

    static CompilationUnitSyntax Parse(string text) =>
        SyntaxFactory.ParseCompilationUnit(text, options: SampleLane.Newest.Language);
}
