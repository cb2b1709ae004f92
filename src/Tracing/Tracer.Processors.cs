using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    /// <summary>
    /// Asks each processor that buffers to send on what has ended so far, all at once, and waits for them
    /// (OpenTelemetry specification, Trace SDK, "ForceFlush").
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>
    /// True where all were done; false where one has failed, which is reported, or the waiting was ended. Never faulted, never cancelled.
    /// </returns>
    /// <remarks>What the OpenTelemetry SDK buffers is flushed by its <c>TracerProvider</c>.</remarks>
    public async Task<bool> ForceFlushAsync(CancellationToken cancellationToken = default)
    {
        var flushed = await Task.WhenAll(_processors
            .OfType<IBufferingSpanProcessor>()
            .Select(processor => FlushAsync(processor, cancellationToken))).ConfigureAwait(false);
        return Array.TrueForAll(flushed, static isDone => isDone);
    }

    static async Task<bool> FlushAsync(IBufferingSpanProcessor processor, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => processor.ForceFlushAsync(cancellationToken), cancellationToken)
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                TracingFaults.Report(processor, nameof(IBufferingSpanProcessor.ForceFlushAsync), exception);

            return false;
        }
    }

    internal bool HasProcessors => _processors.Length != 0;

    internal void NotifyEnd(in FinishedSpan finished)
    {
        ref var calls = ref CallBacks.OfThread;
        if (!CallBacks.TryEnter(ref calls))
        {
            CallBacks.ReportEndless(this, nameof(ISpanProcessor.OnEnd));
            return;
        }

        foreach (var processor in _processors)
        {
            try
            {
                processor.OnEnd(in finished);
            }
            catch (Exception exception)
            {
                TracingFaults.Report(processor, nameof(ISpanProcessor.OnEnd), exception);
            }
        }

        CallBacks.Leave(ref calls);
    }

    internal void NotifyEnd(Activity activity, DateTimeOffset? end)
    {
        try
        {
            NotifyEnd(FinishedActivity.Of(activity, _scopes?.ScopeOf(activity.Source), end));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(activity, nameof(ISpanProcessor.OnEnd), exception);
        }
    }

    void NotifyStart(Span span)
    {
        if (_processors.Length == 0 || !span.IsRecording)
            return;

        ref var calls = ref CallBacks.OfThread;
        if (!CallBacks.TryEnter(ref calls))
        {
            CallBacks.ReportEndless(this, nameof(ISpanProcessor.OnStart));
            return;
        }

        foreach (var processor in _processors)
        {
            try
            {
                processor.OnStart(span);
            }
            catch (Exception exception)
            {
                TracingFaults.Report(processor, nameof(ISpanProcessor.OnStart), exception);
            }
        }

        CallBacks.Leave(ref calls);
    }
}
