using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stackbilt.Observability.Tests;

/// <summary>Makes the calls, and kills the other silo when all of them are inside of it.</summary>
sealed class CallingSilo(IHost silo, Surroundings around)
{
    public const string FromTheOther = "other: ";

    readonly IGrainFactory _grains = silo.Services.GetRequiredService<IGrainFactory>();
    readonly IClusterMembershipService _members = silo.Services.GetRequiredService<IClusterMembershipService>();
    readonly SiloAddress _near = silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
    readonly Tracer? _tracer = silo.Services.GetService<Tracer>();
    int _lastKey;

    public static async Task RunAsync(string program)
    {
        var (isThere, mayGoOn) = (Signal(), Signal());
        var around = new Surroundings(call =>
        {
            if (call == Ways.Orphan)
                isThere.SetResult();

            return call == Ways.Orphan ? mayGoOn.Task : Task.CompletedTask;
        });
        using var heard = TracedSilo.Listen(program, around);
        var (port, other) = FreePorts();
        using var host = TracedSilo.Create(program, around, port, port);
        await host.StartAsync(HangGuard.Token);
        using var killed = OtherProcess.Start("silo", program, Text(other), Text(port));
        await killed.UntilAsync(KilledSilo.Ready);

        await new CallingSilo(host, around).RunAsync(killed, isThere.Task, mayGoOn);

        foreach (var line in killed.Lines)
            around.Say(FromTheOther + line);

        await host.StopAsync(HangGuard.Token);
    }

    async Task RunAsync(OtherProcess killed, Task isThere, TaskCompletionSource mayGoOn)
    {
        var far = await OtherAsync();
        var last = await GrainOnAsync(_near);
        var moved = await GrainOnAsync(far);
        await CallAsync(Ways.Answered, await GrainOnAsync(_near), await GrainOnAsync(far));

        List<Task> waiting = [];
        foreach (var call in new[] { Ways.Lost, Ways.Again, Ways.OneWay })
        {
            waiting.Add(CallAsync(call, await GrainOnAsync(_near), await GrainOnAsync(far)));
            await killed.UntilAsync($"begun {call} 2");
        }

        waiting.Add(CallAsync(Ways.Orphan, await GrainOnAsync(_near), await GrainOnAsync(far), last));
        await isThere.Guarded();

        // As it would conclude by itself, some seconds later.
        await killed.KillAsync();
        Assert.True(await _members.TryKill(far).Guarded());
        await Task.WhenAll(waiting).Guarded();
        mayGoOn.SetResult();
        await CallAsync(Ways.Behind, await GrainOnAsync(_near), last);
        await CallAsync(Ways.Moved, await GrainOnAsync(_near), moved);
    }

    /// <summary>What its caller sees of a call, and nothing else, is the outcome.</summary>
    async Task CallAsync(string call, IRelay first, params IRelay[] rest)
    {
        try
        {
            await (_tracer is null
                ? first.PassAsync(call, 1, rest)
                : _tracer.RunInSpan(_tracer.StartRoot($"{call} 0"), async active =>
                {
                    using (HandedOn.To(active))
                        await first.PassAsync(call, 1, rest);
                })).Guarded();
            around.Say($"call {call}: answered");
        }
        catch (Exception seen)
        {
            around.Say($"call {call}: {seen.GetType().Name}");
        }
    }

    async Task<IRelay> GrainOnAsync(SiloAddress silo)
    {
        while (true)
        {
            var grain = _grains.GetGrain<IRelay>(++_lastKey);
            if (await grain.WhereAsync().Guarded() == silo.ToString())
                return grain;
        }
    }

    async Task<SiloAddress> OtherAsync()
    {
        await foreach (var snapshot in _members.MembershipUpdates.WithCancellation(HangGuard.Token))
        {
            if (snapshot.Members.Values.SingleOrDefault(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(_near)) is { } other)
                return other.SiloAddress;
        }

        throw new InvalidOperationException("This silo has ended.");
    }

    static (int, int) FreePorts()
    {
        // Both are open before one is closed, so that they are two.
        using TcpListener one = new(IPAddress.Loopback, 0), other = new(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
