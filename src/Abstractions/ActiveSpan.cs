using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// The static door for deep code: <c>using var span = ActiveSpan.Current?.StartChild("oracle.inference");</c>
/// </summary>
/// <remarks>
/// Code that knows of no carrier and got no span passed in asks here. It gets the active span of its flow, or null, and
/// then <c>?.</c> does nothing: neither the child nor its attributes are computed. Safe from any thread.
/// </remarks>
public static class ActiveSpan
{
    static readonly object Binding = new();
    static IContextCarrier[] _bound = [];
    // Those that may have something to answer, in the order of binding; null where there are none.
    static IContextCarrier[]? _doors;
    // Where the one carrier that is asked keeps its state in an AsyncLocal: read here and now, which cannot throw.
    static AsyncLocal<Attachment?>? _asyncDoor;
    // Where it adopts activities: it throws nothing and asks no other carrier.
    static AmbientCarrier? _adoptingDoor;

    [ThreadStatic]
    static int _asked;

    /// <summary>
    /// The active span of this flow; null where nothing is bound, nothing is active, or the carrier keeps nothing ambient.
    /// With several carriers bound, the active span of the first that has one, in the order of binding.
    /// </summary>
    /// <remarks>
    /// Allocates nothing and never throws: what a carrier throws is reported to <see cref="TracingFaults"/>. Read by a carrier
    /// that is being asked, it answers for those that were bound after it, so that no carrier asks itself.
    /// </remarks>
    public static Span? Current
    {
        get
        {
            if (_asyncDoor is { } slot)
                return Attachment.InnermostOpen(slot.Value);

            // Short, so that it is compiled into the code that reads.
            var doors = _doors;
            return doors is null ? null : Ask(doors);
        }
    }

    /// <summary>Whether this process has a tracer of ours that is there for everybody, whatever its carrier answers.</summary>
    internal static bool IsBound => _bound.Length != 0;

    /// <summary>Lets <see cref="Current"/> ask a carrier, until the binding is disposed. Hosts do this at start and stop.</summary>
    /// <param name="carrier">The carrier; not null. Bound twice, it stays until both bindings are disposed.</param>
    /// <returns>The binding; dispose it to take the carrier away. Disposing twice is harmless.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="carrier"/> is null.</exception>
    public static IDisposable Bind(IContextCarrier carrier)
    {
        ArgumentNullException.ThrowIfNull(carrier);
        lock (Binding)
            Use([.. _bound, carrier]);

        return new CarrierBinding(carrier);
    }

    static void Unbind(IContextCarrier carrier)
    {
        lock (Binding)
        {
            var index = Array.FindIndex(_bound, bound => ReferenceEquals(bound, carrier));
            Use([.. _bound.Take(index), .. _bound.Skip(index + 1)]);
        }
    }

    static void Use(IContextCarrier[] bound)
    {
        _bound = bound;
        // What claims nothing ambient answers nothing (DEGR-08), so it need not be asked: off is off.
        var asked = Array.FindAll(bound, IsAmbient);
        _doors = asked.Length == 0 ? null : asked;
        var only = asked.Length == 1 ? asked[0] as AmbientCarrier : null;
        _asyncDoor = only?.AsyncSlot;
        _adoptingDoor = only is { Adopts: true } ? only : null;
    }

    static bool IsAmbient(IContextCarrier carrier)
    {
        try
        {
            return (carrier.Capabilities & CarrierCapabilities.Ambient) != 0;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Capabilities), exception);
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Span? Ask(IContextCarrier[] doors) =>
        _adoptingDoor is { } adopting ? adopting.InnermostAdopted() : FirstActive(doors);

    static Span? FirstActive(IContextCarrier[] doors)
    {
        ref var asked = ref _asked;
        var askedBefore = asked;
        Span? active = null;
        for (var next = askedBefore; next < doors.Length && active is null; next++)
        {
            asked = next + 1;
            active = Read(doors[next]);
        }

        asked = askedBefore;
        return active;
    }

    /// <summary>Never throws, nor do the handlers that are called for a fault.</summary>
    static Span? Read(IContextCarrier carrier)
    {
        try
        {
            return carrier.Current;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(carrier, nameof(IContextCarrier.Current), exception);
            return null;
        }
    }

    sealed class CarrierBinding(IContextCarrier carrier) : IDisposable
    {
        IContextCarrier? _carrier = carrier;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _carrier, null) is { } bound)
                Unbind(bound);
        }
    }
}
