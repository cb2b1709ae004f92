using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>A carrier of somebody else's as a host has it, with the guard around it or without.</summary>
public sealed class HostedCarrier : IDisposable
{
    readonly ServiceProvider _services;

    HostedCarrier(ServiceProvider services)
    {
        _services = services;
        Carrier = services.GetRequiredService<IContextCarrier>();
        Parent = services.GetRequiredService<Tracer>().StartRoot("parent");
        Other = services.GetRequiredService<Tracer>().StartRoot("other");
        Surroundings.Enter();
        Carrier.Attach(Parent);
    }

    /// <summary>The carrier that the container hands out.</summary>
    public IContextCarrier Carrier { get; }

    /// <summary>Whether there is a guard.</summary>
    public bool IsGuarded => _services.GetRequiredService<CarrierDecision>().IsGuarded;

    /// <summary>Active in the flow that made this.</summary>
    public Span Parent { get; }

    /// <summary>Another span, to attach.</summary>
    public Span Other { get; }

    /// <summary>Makes a host's services, and a span active in this flow.</summary>
    /// <param name="guard">Which carriers are guarded.</param>
    public static HostedCarrier With(GuardedCarriers guard) => new(new ServiceCollection()
        .AddStackbiltObservability(options =>
        {
            options.Carrier = nameof(SomebodyElses);
            options.Guard = guard;
        })
        .AddCarrier(nameof(SomebodyElses), static _ => new SomebodyElses())
        .Services.BuildServiceProvider());

    /// <inheritdoc />
    public void Dispose()
    {
        Other.End();
        Parent.End();
        _services.Dispose();
    }

    sealed class SomebodyElses(AsyncLocal<Attachment?> slot) : AmbientCarrier(slot)
    {
        readonly AsyncLocal<Attachment?> _slot = slot;

        public SomebodyElses()
            : this(new AsyncLocal<Attachment?>())
        {
        }

        public override CarrierCapabilities Capabilities =>
            CarrierCapabilities.PassesToWork
            | CarrierCapabilities.Ambient
            | CarrierCapabilities.FlowsAcrossAwait
            | CarrierCapabilities.FlowsIntoForks;

        protected override Attachment? Slot
        {
            get => _slot.Value;
            set => _slot.Value = value;
        }
    }
}
