using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>
/// A flow that is stepped by hand, and what should be active in it: entries, innermost last, of which the dead are passed over.
/// </summary>
sealed class MixedFlow(ExecutionContext context, Activity? outside, IEnumerable<MixedEntry> entries)
{
    ExecutionContext _context = context;

    public List<MixedEntry> Entries { get; } = [.. entries];

    public Activity? Outside { get; } = outside;

    public MixedEntry? Innermost(bool withForeign) =>
        Entries.FindLast(entry => entry.IsAlive && (withForeign || !entry.IsForeign));

    /// <summary>What the platform's current activity should be.</summary>
    public Activity? Current => Innermost(withForeign: true) is { } innermost ? innermost.Activity : Outside;

    public MixedFlow Fork() => new(_context, Outside, Entries);

    public void Run(Action step)
    {
        ExecutionContext? after = null;
        ExecutionContext.Run(
            _context,
            _ =>
            {
                step();
                after = ExecutionContext.Capture();
            },
            null);
        _context = after!;
    }
}

/// <summary>Something that is active in a flow: a span by a scope or until its end, a mask, or somebody else's activity.</summary>
sealed record MixedEntry(Span? Span, Activity? Activity, CarrierScope? Scope)
{
    public bool IsForeign => Span is null && Activity is not null;

    public bool IsMask => Span is null && Activity is null;

    public bool IsAlive => IsMask || !Activity!.IsStopped;

    public override string ToString() => IsMask ? "mask" : (IsForeign ? "their " : "our ") + Activity!.DisplayName;
}
