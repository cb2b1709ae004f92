using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Attaching costs more the deeper it is done.</summary>
[CaughtBy("DEGR-17")]
sealed class DearWhereDeepCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        GC.KeepAlive(new byte[48 * Entries.Length]);
        return base.Attach(span);
    }
}

/// <summary>What is active until it ends is dear.</summary>
[CaughtBy("DEGR-17")]
sealed class DearUntilEndCarrier : SoundCarrier, IContextCarrier
{
    void IContextCarrier.AttachUntilEnd(Span span)
    {
        GC.KeepAlive(new byte[4096]);
        Attach(span);
    }
}

/// <summary>A mask is dear.</summary>
[CaughtBy("DEGR-17")]
sealed class DearMaskCarrier : SoundCarrier
{
    public override CarrierScope Attach(Span? span)
    {
        if (span is null)
            GC.KeepAlive(new byte[4096]);

        return base.Attach(span);
    }
}

/// <summary>A close out of order is dear.</summary>
[CaughtBy("DEGR-17")]
sealed class DearOutOfOrderCarrier : SoundCarrier
{
    protected override DetachResult Close(Entry closing)
    {
        var result = base.Close(closing);
        if (result.Depth > 0)
            GC.KeepAlive(new byte[4096]);

        return result;
    }
}

/// <summary>Reading copies where it is deep.</summary>
[CaughtBy("NEST-19")]
sealed class CopiesWhereDeepCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) => entries.Length > 8 ? base.Read([.. entries]) : base.Read(entries);
}

/// <summary>Reading copies where two and more have ended.</summary>
[CaughtBy("NEST-19")]
sealed class CopiesAtSeveralEndedCarrier : SoundCarrier
{
    protected override Span? Read(Entry[] entries) =>
        entries is [.., { HasEnded: true }, { HasEnded: true }] ? base.Read([.. entries]) : base.Read(entries);
}

/// <summary>The first read makes what the others use.</summary>
[CaughtBy("NEST-19")]
sealed class PreparesAtFirstReadCarrier : SoundCarrier
{
    readonly ConditionalWeakTable<Entry[], object> _prepared = [];

    protected override Span? Read(Entry[] entries)
    {
        if (entries.Length > 0 && !_prepared.TryGetValue(entries, out _))
            _prepared.Add(entries, new object());

        return base.Read(entries);
    }
}
