using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// A host starts the activity of a request though nobody listens to it. Nobody has decided whether its trace is recorded, and a
/// sampler that asks the parent takes that for a no: every span below is dropped, without a word. Reported once for a tracer.
/// </summary>
sealed class DropWarning(Tracer tracer)
{
    volatile bool _isGiven;

    /// <summary>To call when every listener has declined a span.</summary>
    /// <param name="parent">What the span would have been below; null for nothing.</param>
    /// <param name="name">The span's name.</param>
    public void Consider(Activity? parent, string name)
    {
        // One that is not asked for its data was left out on purpose, or by a sampler.
        if (_isGiven || parent is not { Recorded: false, IsAllDataRequested: true })
            return;

        var first = parent;
        while (first.Parent is { } above)
            first = above;

        // A caller that does not record its trace has said so in its header.
        if (first.ParentSpanId != default || first.Source.HasListeners() || parent.Source.HasListeners())
            return;

        _isGiven = true;
        TracingMisuse.Report(new Misuse(MisuseKind.ChildOfUnheardActivity, tracer) { SpanName = name, ActivityName = first.OperationName });
    }
}
