namespace Tarotscript;

/// <summary>A script could not be understood; the message says where and why.</summary>
public sealed class ScriptException : Exception
{
    internal ScriptException(Place place, string problem)
        : base($"line {place.Line}, column {place.Column}: {problem}")
    {
        Line = place.Line;
        Column = place.Column;
    }

    /// <summary>The line of the problem; the first line is 1.</summary>
    public int Line { get; }

    /// <summary>The column of the problem; the first column is 1.</summary>
    public int Column { get; }
}
