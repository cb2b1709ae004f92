using Orleans.Concurrency;

namespace Stackbilt.Observability.Tests;

[Reentrant]
public sealed class WorkGrain(Tracer tracer, ILocalSiloDetails silo) : Grain, IWork, IRemindable
{
    public const string StreamProvider = "memory";

    readonly TaskCompletionSource _met = new();
    int _meeting;

    public Task<string> WhereAsync() => Task.FromResult(silo.SiloAddress.ToString());

    public async Task DeepAsync(string name)
    {
        await Task.Yield();
        StartChild(name)?.End();
    }

    public async Task CallAsync(IWork other, string name)
    {
        await tracer.RunInSpan(StartChild("step"), async active =>
        {
            using (IsAmbient || active is null ? null : GrainCalls.Below(active))
                await other.DeepAsync(name);
        });
        StartChild("after")?.End();
    }

    public async Task<string?> BaggageAsync(IWork? other, string key)
    {
        var span = Parent;
        if (other is null)
            return span?.Baggage[key];

        using (IsAmbient || span is null ? null : GrainCalls.Below(span))
            return await other.BaggageAsync(null, key);
    }

    public Task ThrowAsync(string message) => throw new InvalidOperationException(message);

    public Task FireAsync(string name) => DeepAsync(name);

    public async Task MeetAsync(string name)
    {
        if (++_meeting == 2)
            _met.SetResult();

        await _met.Task;
        StartChild(name)?.End();
    }

    public Task StartTimerAsync(string name)
    {
        IGrainTimer? timer = null;
        timer = this.RegisterGrainTimer(
            () =>
            {
                StartChild(name)?.End();
                timer!.Dispose();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task StartReminderAsync(string name) =>
        this.RegisterOrUpdateReminder(name, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        StartChild(reminderName)?.End();
        if (await this.GetReminder(reminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    public Task PublishAsync(string name, Guid stream) =>
        this.GetStreamProvider(StreamProvider).GetStream<string>(StreamId.Create(ReadingGrain.Namespace, stream)).OnNextAsync(name);

    /// <summary>Work that goes on after its call.</summary>
    public Task LeaveBehindAsync(IWork other, string name)
    {
        Left.Behind[name] = LaterAsync();
        return Task.CompletedTask;

        async Task LaterAsync()
        {
            await Left.Go[name].Task;
            StartChild("not." + name)?.End();
            await other.DeepAsync(name);
        }
    }

    public Task LeaveOnPoolAsync(IWork other, string name)
    {
        Left.Behind[name] = Task.Run(async () =>
        {
            await Left.Go[name].Task;
            await other.DeepAsync(name);
        });
        return Task.CompletedTask;
    }

    public Task<string?> HeaderAsync() => Task.FromResult(RequestContext.Get("traceparent") as string);

    public Task MaskedCallOnPoolAsync(IWork other, string name) =>
        Task.Run(() => tracer.Carrier.RunWithSpan(null, _ => other.DeepAsync(name)));

    public Task TellAsync(ITold observer) => observer.TellAsync();

    public Task MaskedCallAsync(IWork other, string name) => tracer.Carrier.RunWithSpan(null, async _ =>
    {
        using (IsAmbient ? null : GrainCalls.Below(null))
            await other.DeepAsync(name);
    });

    /// <summary>Not what the carrier of another cluster in this process finds.</summary>
    bool IsAmbient => (tracer.Carrier.Capabilities & CarrierCapabilities.Ambient) != 0;

    Span? Parent => IsAmbient ? ActiveSpan.Current : this.GetCallSpan();

    Span? StartChild(string name) => Parent?.StartChild(name);
}
