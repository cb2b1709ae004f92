using System.Runtime.CompilerServices;
using OpenTelemetry.Context.Propagation;
using OurPropagator = Stackbilt.Observability.TraceContextPropagator;
using TheirPropagator = OpenTelemetry.Context.Propagation.TraceContextPropagator;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What a request brings along, and what holds the headers of one that goes out.</summary>
static class SentHeaders
{
    public const string Parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    public const string State = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";

    public static Dictionary<string, string> Received() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["traceparent"] = new string(Parent),
        ["tracestate"] = new string(State),
    };

    public static SpanContext Context { get; } = OurPropagator.Extract(Parent, State);
}

/// <summary>Ours: a parent is read from headers, each time other ones, as requests bring them.</summary>
public struct ExtractHeaders : IOperation
{
    Dictionary<string, string> _headers;
    Dictionary<string, string> _next;

    /// <summary>What was read last.</summary>
    public SpanContext Extracted { get; private set; }

    /// <inheritdoc />
    public void Enter() => (_headers, _next) = (SentHeaders.Received(), SentHeaders.Received());

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public object? Run()
    {
        (_headers, _next) = (_next, _headers);
        Extracted = HeaderPropagator.TraceContext.Extract(
            _headers, static (headers, name) => headers.GetValueOrDefault(name));
        return Extracted.TraceState;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}

/// <summary>Peer: the same by the propagator of the OpenTelemetry SDK.</summary>
public struct ExtractHeadersByTheSdk : IOperation
{
    static readonly TheirPropagator Propagator = new();

    Dictionary<string, string[]> _headers;
    Dictionary<string, string[]> _next;

    /// <summary>What was read last.</summary>
    public PropagationContext Extracted { get; private set; }

    /// <inheritdoc />
    public void Enter() => (_headers, _next) = (Received(), Received());

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public object? Run()
    {
        (_headers, _next) = (_next, _headers);
        Extracted = Propagator.Extract(default, _headers, static (headers, name) => headers.GetValueOrDefault(name));
        return Extracted.ActivityContext.TraceState;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
    }

    static Dictionary<string, string[]> Received() => SentHeaders.Received()
        .ToDictionary(static header => header.Key, static header => (string[])[header.Value], StringComparer.OrdinalIgnoreCase);
}

/// <summary>Ours: the headers of a span are written.</summary>
public struct InjectHeaders : IOperation
{
    Dictionary<string, string> _headers;

    /// <inheritdoc />
    public void Enter() => _headers = SentHeaders.Received();

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        OurPropagator.Inject(SentHeaders.Context, _headers, static (headers, name, value) => headers[name] = value);
        return _headers;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}

/// <summary>Peer: the same by the propagator of the OpenTelemetry SDK.</summary>
public struct InjectHeadersByTheSdk : IOperation
{
    static readonly TheirPropagator Propagator = new();

    Dictionary<string, string> _headers;
    PropagationContext _context;

    /// <inheritdoc />
    public void Enter()
    {
        _headers = SentHeaders.Received();
        _context = new PropagationContext(
            System.Diagnostics.ActivityContext.Parse(SentHeaders.Parent, SentHeaders.State), default(OpenTelemetry.Baggage));
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly object? Run()
    {
        Propagator.Inject(_context, _headers, static (headers, name, value) => headers[name] = value);
        return _headers;
    }

    /// <inheritdoc />
    public readonly void Leave()
    {
    }
}
