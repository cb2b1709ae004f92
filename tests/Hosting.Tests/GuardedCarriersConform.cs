using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>A carrier in its guard, as a host has it, is still a carrier: the whole suite, for each of ours.</summary>
public abstract class GuardedCarrierConforms(string carrier) : PatientConformance
{
    protected override IContextCarrier CreateCarrier() => new ServiceCollection()
        .AddStackbiltObservability(options =>
        {
            options.Carrier = carrier;
            options.Guard = GuardedCarriers.All;
        })
        .Services.BuildServiceProvider().GetRequiredService<IContextCarrier>();
}

public sealed class GuardedAsyncLocalConforms() : GuardedCarrierConforms(CarrierNames.AsyncLocal);

public sealed class GuardedExplicitConforms() : GuardedCarrierConforms(CarrierNames.Explicit);

public sealed class GuardedNullConforms() : GuardedCarrierConforms(CarrierNames.Null);

/// <summary>The same after an exchange: the carrier in use is not the first any more.</summary>
public sealed class SwitchedCarrierConforms : PatientConformance
{
    protected override IContextCarrier CreateCarrier()
    {
        var switchable = new SwitchableCarrier(new AsyncLocalCarrier());
        switchable.Use(new AsyncLocalCarrier());
        return switchable;
    }
}
