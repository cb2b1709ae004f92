using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>What is at the inner end of a handler, and whether it starts spans by itself.</summary>
/// <param name="Traces">Whether it starts an activity for each request when something listens.</param>
/// <param name="WritesOurHeaders">Whether it writes headers by our propagator.</param>
sealed record InnerClient(bool Traces, bool WritesOurHeaders)
{
    const string Switch = "System.Net.Http.EnableActivityPropagation";
    const string Variable = "DOTNET_SYSTEM_NET_HTTP_ENABLEACTIVITYPROPAGATION";

    static readonly Type PlatformsDefault = DistributedContextPropagator.CreateDefaultPropagator().GetType();

    // Never starts anything: it only tells whether something listens to HttpClient's own source, which has the same name.
    static readonly ActivitySource HttpClientSource = new InstrumentationScope("System.Net.Http").Source;

    /// <summary>Whether a request has a span of HttpClient's that something hears.</summary>
    public bool MakesSpans => Traces && HttpClientSource.HasListeners();

    /// <summary>Whether a request inside of an activity has headers that HttpClient writes, and writes as we do.</summary>
    public bool SendsItsOwn => Traces && WritesOurHeaders;

    public static InnerClient Of(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler delegating)
            handler = delegating.InnerHandler;

        return handler switch
        {
            SocketsHttpHandler { ActivityHeadersPropagator: { } propagator } sockets =>
                new InnerClient(IsSwitchedOn, propagator is ClientHeaders || Exchange(sockets, propagator)),
            HttpClientHandler => new InnerClient(IsSwitchedOn, WritesOurHeaders: false),
            // A test's server, another stack, one that was told not to: no span, and no header.
            _ => new InnerClient(Traces: false, WritesOurHeaders: false),
        };
    }

    static bool IsSwitchedOn => AppContext.TryGetSwitch(Switch, out var isOn)
        ? isOn
        : Environment.GetEnvironmentVariable(Variable) is not { } text
            || !(text == "0" || text.Equals("false", StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the application has chosen no propagator, ours is put there.</summary>
    static bool Exchange(SocketsHttpHandler sockets, DistributedContextPropagator propagator)
    {
        if (propagator.GetType() != PlatformsDefault)
            return false;

        try
        {
            sockets.ActivityHeadersPropagator = new ClientHeaders(propagator);
            return true;
        }
        catch (InvalidOperationException)
        {
            // It has sent requests before, and is left as it is: by now another handler over the same client may have put ours there.
            return sockets.ActivityHeadersPropagator is ClientHeaders;
        }
    }
}
