using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace Stackbilt.Observability.Tests;

/// <summary>B3 in one header, for the SDK and its instrumentation packages: <c>b3: {trace id}-{span id}-{sampled}</c>.</summary>
sealed class B3Propagator : TextMapPropagator
{
    public const string Header = "b3";

    public override ISet<string> Fields { get; } = new HashSet<string> { Header };

    /// <summary>Makes it the one of the process, where the headers are B3's, until the answer is disposed.</summary>
    public static IDisposable? UseFor((string Name, string Value)[] headers)
    {
        if (!headers.Any(static header => header.Name == Header))
            return null;

        var before = Propagators.DefaultTextMapPropagator;
        Sdk.SetDefaultTextMapPropagator(new B3Propagator());
        return new Restoring(before);
    }

    public override PropagationContext Extract<T>(
        PropagationContext context, T carrier, Func<T, string, IEnumerable<string>?> getter)
    {
        var parts = getter(carrier, Header)?.FirstOrDefault()?.Split('-') ?? [];
        return parts is [{ Length: 32 } trace, { Length: 16 } span, var sampled]
            ? new PropagationContext(
                new ActivityContext(
                    ActivityTraceId.CreateFromString(trace),
                    ActivitySpanId.CreateFromString(span),
                    sampled == "1" ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None,
                    isRemote: true),
                context.Baggage)
            : context;
    }

    public override void Inject<T>(PropagationContext context, T carrier, Action<T, string, string> setter)
    {
        var sent = context.ActivityContext;
        if (sent.IsValid())
            setter(carrier, Header, $"{sent.TraceId}-{sent.SpanId}-{(sent.TraceFlags == ActivityTraceFlags.Recorded ? 1 : 0)}");
    }

    sealed class Restoring(TextMapPropagator before) : IDisposable
    {
        public void Dispose() => Sdk.SetDefaultTextMapPropagator(before);
    }
}
