namespace Stackbilt.Observability.Tests;

/// <summary>The calls, by the names that their spans have as well. "Far" is the silo that is killed, "near" is the other one.</summary>
static class Ways
{
    /// <summary>near, far; before that.</summary>
    public const string Answered = "answered";

    /// <summary>near, far.</summary>
    public const string Lost = "lost";

    /// <summary>near, far; near catches the exception and calls again.</summary>
    public const string Again = "again";

    /// <summary>near, far; nothing waits for the second.</summary>
    public const string OneWay = "one-way";

    /// <summary>near, far, near; the last one goes on when what has called it is dead.</summary>
    public const string Orphan = "orphan";

    /// <summary>near, and the last grain of the orphan, which handles one call after the other.</summary>
    public const string Behind = "behind";

    /// <summary>near, and a grain that was far.</summary>
    public const string Moved = "moved";
}
