using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Gives a request of HttpClient a client span and the headers of that span: a child of the span that was given with the request
/// (<see cref="ObservabilityHttpRequestMessageExtensions.SetSpan"/>), else of the active one.
/// </summary>
/// <remarks>
/// <para>
/// Where something listens to HttpClient itself (the source <c>System.Net.Http</c>, OpenTelemetry's package for it), HttpClient starts its
/// own span below the same parent and writes its own headers, and none is added here. Where no span is active and none was given, no
/// span is made. A request that has the headers already goes out as it is.
/// </para>
/// <para>
/// Put it inside of what sends a request again: each sending has a span of its own. The span ends when the headers of the response are
/// there, or the sending has failed. It is never made active. Safe from any thread, as <see cref="HttpClient"/> is. Nothing of it
/// reaches a sending: what fails here is reported to <see cref="TracingFaults"/>, and the request is sent once. Where there is no
/// span, a request costs nothing.
/// </para>
/// </remarks>
public sealed class SpanHandler : DelegatingHandler
{
    readonly Tracer _tracer;
    readonly ClientSpanSettings _settings;
    InnerClient? _inner;

    /// <summary>Makes a handler; set <see cref="DelegatingHandler.InnerHandler"/>, or let a factory do that.</summary>
    /// <param name="tracer">Knows the active span; not null.</param>
    /// <param name="options">What the spans say, and which requests have one; null for the defaults. Read once, here.</param>
    /// <exception cref="ArgumentNullException"><paramref name="tracer"/> is null.</exception>
    public SpanHandler(Tracer tracer, SpanHandlerOptions? options = null)
        : this(tracer, options, KnownMethods.OfProcess)
    {
    }

    internal SpanHandler(Tracer tracer, SpanHandlerOptions? options, KnownMethods methods)
    {
        ArgumentNullException.ThrowIfNull(tracer);
        _tracer = tracer;
        _settings = new ClientSpanSettings(options ?? new SpanHandlerOptions(), methods);
    }

    InnerClient Inner => _inner ??= InnerClient.Of(InnerHandler);

    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sending = Begin(request);
        return sending.IsPlain
            ? base.SendAsync(request, cancellationToken)
            : SendAsync(request, sending, cancellationToken);
    }

    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sending = Begin(request);
        if (sending.IsPlain)
            return base.Send(request, cancellationToken);

        var before = sending.Enter();
        try
        {
            var response = base.Send(request, cancellationToken);
            sending.End(_settings, request, response);
            return response;
        }
        catch (Exception exception)
        {
            sending.Fail(_settings, request, exception);
            throw;
        }
        finally
        {
            sending.Leave(before);
        }
    }

    /// <summary>Asynchronous, so that what is current in here is not so in the flow of the caller.</summary>
    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Sending sending, CancellationToken cancellationToken)
    {
        sending.Enter();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            sending.End(_settings, request, response);
            return response;
        }
        catch (Exception exception)
        {
            sending.Fail(_settings, request, exception);
            throw;
        }
    }

    Sending Begin(HttpRequestMessage request)
    {
        Span? started = null;
        try
        {
            if (request is null)
                return default;

            var parent = request.GivenSpan() ?? _tracer.Current;
            var isHeard = Inner.MakesSpans;
            if (parent is null && (isHeard || Activity.Current is null))
                return default;

            if (!_settings.Wants(request) || !OutgoingRequest.TryBegin(request, out var outgoing))
                return default;

            if (isHeard)
                return BeginInside(request, outgoing, parent!);

            if (parent is null)
            {
                var isExported = Activity.Current is { Recorded: true } current && (_tracer.Enabled || current.Source.HasListeners());
                if (isExported || !Inner.SendsItsOwn)
                    outgoing.Write(request, OfCurrent());

                return default;
            }

            started = Start(request, outgoing, parent);
            outgoing.Write(request, ContextOf(started, parent), started.Baggage);
            return new Sending(started, isOfAnotherTrace: !Sending.IsOfCurrentTrace(started));
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(Begin), exception);
            started?.End();
            return default;
        }
    }

    /// <summary>HttpClient starts the span: below what is current, so that has to be the parent.</summary>
    Sending BeginInside(HttpRequestMessage request, OutgoingRequest outgoing, Span parent)
    {
        if (parent.Activity is { IsStopped: false } own)
        {
            if (!ReferenceEquals(own, Activity.Current))
                return new Sending(own);

            if (!Inner.WritesOurHeaders)
                TraceContextPropagator.Inject(parent, request);
        }
        else if (!Sending.IsOfCurrentTrace(parent))
        {
            // HttpClient knows nothing of the parent, and its own span is in another trace.
            outgoing.Write(request, parent.Context, parent.Baggage);
        }

        return default;
    }

    Span Start(HttpRequestMessage request, OutgoingRequest outgoing, Span parent)
    {
        var method = request.Method.Method;
        var name = _settings.Methods.SpanName(method, route: null);
        if (!parent.IsRecording)
            return parent.StartChild(name, SpanKind.Client);

        var uri = request.RequestUri is { IsAbsoluteUri: true } absolute ? absolute : null;
        var span = parent.StartChild(
            name,
            SpanKind.Client,
            new(HttpConventions.RequestMethod, _settings.Methods.Of(method)),
            new(HttpConventions.OriginalMethod, _settings.Methods.OtherSpelling(method)),
            new(HttpConventions.ServerAddress, uri?.IdnHost),
            uri is null ? default : new(HttpConventions.ServerPort, uri.Port),
            new(HttpClientConventions.UrlFull, uri is null ? null : _settings.Url.Of(uri)),
            outgoing.Resends == 0 ? default : new(HttpClientConventions.ResendCount, outgoing.Resends));
        _settings.Begin(span, request);
        return span;
    }

    /// <summary>In a trace that is sampled out, all spans are one. Each request has an id of its own all the same (W3C Trace Context).</summary>
    static SpanContext ContextOf(Span started, Span parent)
    {
        var context = started.Context;
        return context.IsSampled || context.SpanId != parent.SpanId ? context : context with { SpanId = SpanId.CreateRandom() };
    }

    /// <summary>
    /// No span is active: then the next service goes on below what a back end sees of this request, also when that has ended. Of
    /// activities that nobody hears it sees the outermost at the most, in whose place a span was recorded, with its ids or with others.
    /// </summary>
    static SpanContext OfCurrent()
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            var isHeard = activity.Source.HasListeners();
            if (!isHeard && SpanInPlace.Of(activity) is { } inPlace)
                return inPlace;

            if (isHeard || activity.Parent is null)
                return TraceContextPropagator.Extract(activity.Id, activity.TraceStateString);
        }

        return default;
    }
}
