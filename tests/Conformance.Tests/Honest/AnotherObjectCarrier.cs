using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Answers another object for each span, which says that it equals the span: the span does not say so of it.</summary>
sealed class AnotherObjectCarrier : SoundCarrier
{
    static readonly ConditionalWeakTable<Span, Around> Arounds = [];

    public override Span? Current => base.Current is { } span ? Arounds.TryGetValue(span, out var around) ? around : span : null;

    public override CarrierScope Attach(Span? span)
    {
        // Made here: reading must not allocate.
        if (span is { HasEnded: false })
            Arounds.GetValue(span, static open => new Around(open));

        return base.Attach(span);
    }

    sealed class Around(Span span) : Span
    {
        public override TraceId TraceId => span.TraceId;

        public override SpanId SpanId => span.SpanId;

        public override SpanId ParentSpanId => span.ParentSpanId;

        public override string Name => span.Name;

        public override SpanKind Kind => span.Kind;

        public override bool IsRecording => span.IsRecording;

        public override SpanContext Context => span.Context;

        public override bool Equals(object? obj) => obj is Around other ? other.Equals(span) : ReferenceEquals(obj, span);

        public override int GetHashCode() => span.GetHashCode();

        public override Span SetAttributes(params ReadOnlySpan<SpanAttribute> attributes) => span.SetAttributes(attributes);

        public override Span AddEvent(string name, params ReadOnlySpan<SpanAttribute> attributes) => span.AddEvent(name, attributes);

        public override Span RecordException(Exception exception, params ReadOnlySpan<SpanAttribute> attributes) =>
            span.RecordException(exception, attributes);

        public override Span SetStatus(SpanStatus status, string? description = null) => span.SetStatus(status, description);

        public override Span AddLink(SpanContext context, params ReadOnlySpan<SpanAttribute> attributes) => span.AddLink(context, attributes);

        public override Span UpdateName(string name) => span.UpdateName(name);

        protected override Span StartChildCore(
            InstrumentationScope? scope,
            string name,
            SpanKind kind,
            bool makeActive,
            ReadOnlySpan<SpanAttribute> attributes) =>
            makeActive ? span.StartActiveChild(name, kind, attributes) : span.StartChild(name, kind, attributes);

        protected override void OnEnd() => span.End();
    }
}
