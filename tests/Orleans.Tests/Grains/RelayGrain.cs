using Orleans.Placement;

namespace Stackbilt.Observability.Tests;

/// <summary>Written as its users would: with a tracer, or, to compare with, without. It tells when its work begins and when it is done.</summary>
[RandomPlacement]
sealed class RelayGrain(ILocalSiloDetails silo, Surroundings around, Tracer? tracer = null) : Grain, IRelay
{
    public Task<string> WhereAsync() => Task.FromResult(silo.SiloAddress.ToString());

    public Task PassAsync(string call, int step, IRelay[] rest) => tracer is null
        ? WorkAsync(null, call, step, rest)
        : tracer.RunInSpan((ActiveSpan.Current ?? this.GetCallSpan())?.StartChild($"{call} {step}"), active => WorkAsync(active, call, step, rest));

    public Task FireAsync(string call, int step) => PassAsync(call, step, []);

    async Task WorkAsync(Span? active, string call, int step, IRelay[] rest)
    {
        around.Say($"begun {call} {step}");
        using (HandedOn.To(active))
            await (rest.Length == 0 ? around.ReachedAsync(call) : CallAsync(call, step + 1, rest[0], rest[1..]));

        around.Say($"done {call} {step}");
    }

    static async Task CallAsync(string call, int step, IRelay next, IRelay[] rest)
    {
        try
        {
            await (call == Ways.OneWay ? next.FireAsync(call, step) : next.PassAsync(call, step, rest));
        }
        catch (SiloUnavailableException) when (call == Ways.Again)
        {
            await next.PassAsync(call, step, rest);
        }
    }
}
