using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>Reads the text in which a test says what tree it expects.</summary>
static class ExpectedTree
{
    // The lines of an outline are read as indentation, so that a recorded tree can be pasted into a test.
    static readonly char[] Indentation = [' ', '\t', '│', '├', '└', '─'];

    /// <summary>The spans without a parent, each with those below it.</summary>
    /// <exception cref="ArgumentException">A line stands below no line of its own depth.</exception>
    public static List<ExpectedSpan> Roots(string expected)
    {
        List<ExpectedSpan> roots = [];
        var above = new Stack<ExpectedSpan>();
        foreach (var text in expected.Split('\n'))
        {
            var line = text.TrimStart(Indentation);
            var span = new ExpectedSpan(line.TrimEnd(), text.Length - line.Length);
            if (span.Line.Length == 0)
                continue;

            while (above.TryPeek(out var last) && last.Column >= span.Column)
                above.Pop();

            var siblings = above.TryPeek(out var parent) ? parent.Children : roots;
            if (siblings.Count > 0 && siblings[0].Column != span.Column)
                throw new ArgumentException(Misplaced(span, siblings[0]), nameof(expected));

            siblings.Add(span);
            above.Push(span);
        }

        return roots;
    }

    static string Misplaced(ExpectedSpan span, ExpectedSpan sibling) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"{span.Line}\" is indented by {span.Column} and \"{sibling.Line}\", beside which it stands, by {sibling.Column}.");
}
