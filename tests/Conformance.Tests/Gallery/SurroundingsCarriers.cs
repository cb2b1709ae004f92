using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Closing gives the whole execution context of the opening back.</summary>
[CaughtBy("INTEROP-14", "INTEROP-15", "INTEROP-16", "INTEROP-17", "INTEROP-18")]
sealed class RestoresContextCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<object, ExecutionContext> _before = [];

    public override CarrierScope Attach(Span? span)
    {
        var before = ExecutionContext.Capture();
        var scope = base.Attach(span);
        if (before is not null && scope.Attachment is { } attachment)
            _before.Add(attachment, before);

        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (_before.TryGetValue(closing, out var before))
            ExecutionContext.Restore(before);

        return result;
    }
}

/// <summary>The same, for a close out of order alone.</summary>
[CaughtBy("INTEROP-15")]
sealed class RestoresContextOutOfOrderCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<object, ExecutionContext> _before = [];

    public override CarrierScope Attach(Span? span)
    {
        var before = ExecutionContext.Capture();
        var scope = base.Attach(span);
        if (before is not null && scope.Attachment is { } attachment)
            _before.Add(attachment, before);

        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (result.Outcome != DetachOutcome.OutOfOrder || !_before.TryGetValue(closing, out var before))
            return result;

        var entries = Entries;
        ExecutionContext.Restore(before);
        Entries = entries;
        return result;
    }
}

/// <summary>Gives back, at each closing, the culture that was there at the opening.</summary>
abstract class GivesCultureBackCarrier(Func<CultureInfo> read, Action<CultureInfo> write) : SoundCarrier
{
    readonly ConditionalWeakTable<object, CultureInfo> _before = [];

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Attachment is { } attachment)
            _before.Add(attachment, read());

        return scope;
    }

    protected override DetachResult Close(Entry closing)
    {
        if (_before.TryGetValue(closing, out var before))
            write(before);

        return base.Close(closing);
    }
}

/// <summary>That of texts.</summary>
[CaughtBy("INTEROP-14", "INTEROP-15")]
sealed class RestoresUICultureCarrier() : GivesCultureBackCarrier(
    static () => CultureInfo.CurrentUICulture, static culture => CultureInfo.CurrentUICulture = culture);

/// <summary>Tells older listeners which trace it is, and takes that back to nothing.</summary>
[CaughtBy("INTEROP-14", "INTEROP-15", "INTEROP-16", "INTEROP-17")]
sealed class ClearsCorrelationCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        Trace.CorrelationManager.ActivityId = span is null ? Guid.Empty : Guid.Parse(span.TraceId.ToString());
        return base.Attach(span);
    }

    protected override DetachResult Close(Entry closing)
    {
        Trace.CorrelationManager.ActivityId = Guid.Empty;
        return base.Close(closing);
    }
}

/// <summary>A request that is over has no user, it thinks.</summary>
[CaughtBy("INTEROP-14", "INTEROP-15", "INTEROP-16", "INTEROP-17")]
sealed class ClearsPrincipalCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        Thread.CurrentPrincipal = null;
        return base.Close(closing);
    }
}

/// <summary>That of numbers and dates.</summary>
[CaughtBy("INTEROP-14", "INTEROP-15", "INTEROP-16", "INTEROP-17")]
sealed class RestoresCultureCarrier() : GivesCultureBackCarrier(
    static () => CultureInfo.CurrentCulture, static culture => CultureInfo.CurrentCulture = culture);

/// <summary>Its own write must not be captured by others, it thinks, and lifts the suppression of others with its own.</summary>
[CaughtBy("INTEROP-18")]
sealed class LiftsSuppressionCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (ExecutionContext.IsFlowSuppressed())
            ExecutionContext.RestoreFlow();

        return result;
    }
}

/// <summary>A scope of another flow is closed by nobody who has an activity, it thinks.</summary>
[CaughtBy("INTEROP-16")]
sealed class ClearsActivityOfAnotherFlowCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (result.Outcome == DetachOutcome.WrongFlow)
            Activity.Current = null;

        return result;
    }
}
