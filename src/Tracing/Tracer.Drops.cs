using System.Diagnostics;

namespace Stackbilt.Observability;

public sealed partial class Tracer
{
    volatile bool _hasToldOfDrop;

    /// <summary>
    /// A host starts the activity of a request though nobody listens to it. Nobody has decided whether its trace is recorded, and a
    /// sampler that asks the parent takes that for a no: every span below is dropped, without a word. Told once.
    /// </summary>
    /// <param name="parent">What the span would have been below; null for nothing.</param>
    /// <param name="name">The span that every listener has declined.</param>
    void TellOfDrop(Activity? parent, string name)
    {
        // One that is not asked for its data was left out on purpose, or by a sampler.
        if (_hasToldOfDrop || parent is not { Recorded: false, IsAllDataRequested: true })
            return;

        var first = parent;
        while (first.Parent is { } above)
            first = above;

        // A caller that does not record its trace has said so in its header.
        if (first.ParentSpanId != default || first.Source.HasListeners() || parent.Source.HasListeners())
            return;

        _hasToldOfDrop = true;
        TracingMisuse.Report(new Misuse(MisuseKind.ChildOfUnheardActivity, this) { SpanName = name, ActivityName = first.OperationName });
    }
}
