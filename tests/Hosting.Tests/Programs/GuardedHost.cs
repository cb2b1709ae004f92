using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

/// <summary>A carrier that misbehaves, as a host has it: in its guard, with a sound one standing by, and a clock.</summary>
sealed class GuardedHost : IDisposable
{
    const int FaultLimit = 20;

    static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(1);

    readonly FakeTimeProvider _time = new();
    readonly ServiceProvider _services;
    readonly CarrierDecision _decision;

    public GuardedHost()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddStackbiltObservability(options =>
            {
                options.Carrier = nameof(Misbehaving);
                options.Fallback = [CarrierNames.AsyncLocal];
                options.FaultLimit = FaultLimit;
                options.BreakDuration = BreakDuration;
            })
            .AddCarrier(nameof(Misbehaving), _ => Misbehaving)
            .Services.BuildServiceProvider();
        Tracer = _services.GetRequiredService<Tracer>();
        _decision = _services.GetRequiredService<CarrierDecision>();
    }

    public MisbehavingCarrier Misbehaving { get; } = new();

    public Tracer Tracer { get; }

    /// <summary>Whether the fallback serves; then the other one is out of service.</summary>
    public bool IsOutOfService => _decision.InUse != nameof(Misbehaving);

    /// <summary>Whether something has gone wrong that the guard could see.</summary>
    public bool HasFailed { get; set; }

    /// <summary>So many faults at once that the fallback serves.</summary>
    public void Fail()
    {
        Misbehaving.IsBroken = true;
        for (var fault = 0; fault < FaultLimit && !IsOutOfService; fault++)
            _ = Tracer.Current;

        Misbehaving.IsBroken = false;
        HasFailed = true;
    }

    public void Recover() => _time.Advance(BreakDuration);

    public void Dispose() => _services.Dispose();
}
