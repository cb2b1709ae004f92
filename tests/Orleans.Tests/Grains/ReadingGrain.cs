using Orleans.Streams;
using Orleans.Streams.Core;

namespace Stackbilt.Observability.Tests;

public interface IReading : IGrainWithGuidKey;

/// <summary>Gets what is put into the stream of its own key.</summary>
[ImplicitStreamSubscription(Namespace)]
public sealed class ReadingGrain(Tracer tracer) : Grain, IReading, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    public const string Namespace = "read";

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<string>().ResumeAsync(this);

    public async Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        await Task.Yield();
        (tracer.Current ?? this.GetCallSpan())?.StartChild(item).End();
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
