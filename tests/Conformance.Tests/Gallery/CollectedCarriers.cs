namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>The flow holds its state weakly.</summary>
[CaughtBy("LIFE-36", "LIFE-37")]
sealed class WeakStateCarrier : SoundCarrier
{
    readonly AsyncLocal<WeakReference<Entry[]>?> _entries = new();

    protected override Entry[] Entries
    {
        get => _entries.Value is { } weak && weak.TryGetTarget(out var entries) ? entries : [];
        set => _entries.Value = new WeakReference<Entry[]>(value);
    }
}

/// <summary>Only who holds a scope holds what it attached.</summary>
[CaughtBy("LIFE-36")]
sealed class HeldByScopeCarrier : SoundCarrier
{
    readonly AsyncLocal<WeakReference<Entry>[]?> _entries = new();

    protected override Entry[] Entries
    {
        get => [.. (_entries.Value ?? []).Select(static weak => weak.TryGetTarget(out var entry) ? entry : null).OfType<Entry>()];
        set => _entries.Value = Array.ConvertAll(value, static entry => new WeakReference<Entry>(entry));
    }
}

/// <summary>A close out of order leaves the span in a list.</summary>
[CaughtBy("LIFE-38")]
sealed class KeepsOutOfOrderCarrier : SoundCarrier
{
    readonly List<Span?> _left = [];

    protected override DetachResult Close(Entry closing)
    {
        var span = closing.Span;
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.OutOfOrder)
            _left.Add(span);

        return result;
    }
}

/// <summary>Counts what has ended as open inside.</summary>
[CaughtBy("LIFE-39")]
sealed class CountsEndedCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var entries = Entries;
        var at = Array.IndexOf(entries, closing);
        var result = base.Close(closing);
        var inside = at < 0 ? 0 : entries.Length - at - 1;
        return closing.HasEnded && inside > 0 ? new DetachResult(DetachOutcome.OutOfOrder, inside) : result;
    }
}

/// <summary>Takes the scope of an ended span that it has dropped for one of another flow.</summary>
[CaughtBy("LIFE-39")]
sealed class TakesEndedForForeignCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var isThere = Entries.Contains(closing);
        var result = base.Close(closing);
        return !isThere && closing.HasEnded ? new DetachResult(DetachOutcome.WrongFlow) : result;
    }
}
