using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// What the documentation recommends decorators for, all at once: the active span is mirrored into a context of the decorator's own,
/// written when a scope opens and when it closes, and its trace id is put into the scope of a log.
/// </summary>
sealed class MirroringCarrier(IContextCarrier inner) : DelegatingCarrier(inner)
{
    readonly AsyncLocal<string?> _spanId = new();
    readonly AsyncLocal<string?> _traceId = new();
    readonly LoggerExternalScopeProvider _logScopes = new();

    public override CarrierScope Attach(Span? span)
    {
        var scope = base.Attach(span);
        if (scope.Owner is null)
            return scope;

        var before = new Mirrored(_spanId.Value, _traceId.Value, _logScopes.Push(span));
        Write(span?.Context.SpanId.ToString(), span?.Context.TraceId.ToString());
        return Watched(scope, before);
    }

    protected override DetachResult OnClosing(CarrierScope scope, object? state)
    {
        var before = (Mirrored)state!;
        before.LogScope.Dispose();
        Write(before.SpanId, before.TraceId);
        return base.OnClosing(scope, state);
    }

    void Write(string? spanId, string? traceId) => (_spanId.Value, _traceId.Value) = (spanId, traceId);

    sealed record Mirrored(string? SpanId, string? TraceId, IDisposable LogScope);
}
