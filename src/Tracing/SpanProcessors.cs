using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>The processors of one tracer, called one after the other. What one throws is reported, and the next one is called.</summary>
sealed class SpanProcessors
{
    readonly ISpanProcessor[] _all;
    readonly Tracer _tracer;

    public SpanProcessors(IEnumerable<ISpanProcessor>? processors, Tracer tracer)
    {
        _tracer = tracer;
        _all = processors?.ToArray() ?? [];
        foreach (var processor in _all)
            ArgumentNullException.ThrowIfNull(processor, nameof(processors));
    }

    public bool Any => _all.Length != 0;

    public void OnStart(Span span)
    {
        if (_all.Length == 0 || !span.IsRecording)
            return;

        ref var calls = ref CallBacks.OfThread;
        if (!CallBacks.TryEnter(ref calls))
        {
            CallBacks.ReportEndless(_tracer, nameof(ISpanProcessor.OnStart));
            return;
        }

        foreach (var processor in _all)
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

    public void OnEnd(in FinishedSpan finished)
    {
        ref var calls = ref CallBacks.OfThread;
        if (!CallBacks.TryEnter(ref calls))
        {
            CallBacks.ReportEndless(_tracer, nameof(ISpanProcessor.OnEnd));
            return;
        }

        foreach (var processor in _all)
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

    public void OnEnd(Activity activity, InstrumentationScope? scope, DateTimeOffset? end)
    {
        try
        {
            OnEnd(FinishedActivity.Of(activity, scope, end));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(activity, nameof(ISpanProcessor.OnEnd), exception);
        }
    }

    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        var flushed = await Task.WhenAll(_all
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
}
