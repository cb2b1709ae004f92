using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
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

    internal void NotifyEnd(Activity activity, bool goesOn)
    {
        try
        {
            NotifyEnd(FinishedActivity.Of(activity, _scopes?.ScopeOf(activity.Source), goesOn));
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
