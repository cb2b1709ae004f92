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
    static IContextCarrier? _door;
    // Where the one carrier that is asked keeps its state in an AsyncLocal: read here and now, which cannot throw.
    static AsyncLocal<Attachment?>? _asyncDoor;

    /// <summary>
    /// The active span of this flow; null where nothing is bound, nothing is active, or the carrier keeps nothing ambient.
    /// With several carriers bound, the active span of the first that has one, in the order of binding.
    /// </summary>
    /// <remarks>Allocates nothing and never throws: what a carrier throws is reported to <see cref="TracingFaults"/>.</remarks>
    public static Span? Current
    {
        get
        {
            if (_asyncDoor is { } slot)
                return Attachment.InnermostOpen(slot.Value);

            var door = _door;
            return door is null ? null : Read(door);
        }
    }

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
            Use([.. _bound[..index], .. _bound[(index + 1)..]]);
        }
    }

    static void Use(IContextCarrier[] bound)
    {
        _bound = bound;
        // What claims nothing ambient answers nothing (rule 13), so it need not be asked: off is off.
        var asked = Array.FindAll(bound, IsAmbient);
        _door = asked.Length switch
        {
            0 => null,
            1 => asked[0],
            _ => new FirstActiveCarrier(asked),
        };
        _asyncDoor = (_door as AmbientCarrier)?.AsyncSlot;
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

    sealed class FirstActiveCarrier(IContextCarrier[] carriers) : IContextCarrier
    {
        public CarrierCapabilities Capabilities => CarrierCapabilities.Ambient;

        public Span? Current
        {
            get
            {
                foreach (var carrier in carriers)
                {
                    if (Read(carrier) is { } span)
                        return span;
                }

                return null;
            }
        }

        public CarrierScope Attach(Span? span) => throw new NotSupportedException("The static door reads only.");
    }
}
