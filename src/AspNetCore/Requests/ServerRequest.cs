namespace Stackbilt.Observability;

/// <summary>What the middleware keeps on a request.</summary>
sealed class ServerRequest(Span serverSpan, string method)
{
    /// <summary>The request's span, whether the carrier hands it down or not.</summary>
    public Span ServerSpan { get; } = serverSpan;

    /// <summary>The method that was asked for, which the application may have exchanged since.</summary>
    public string Method { get; } = method;

    /// <summary>Knows the route when the pipeline has run; null where it is known, or where nobody wants to know.</summary>
    public AskedEndpoint? Endpoint { get; set; }

    /// <summary>What the carrier handed down.</summary>
    public Span? HandedDown { get; set; }

    /// <summary>True while the pipeline behind the middleware runs.</summary>
    public bool IsRunning { get; set; }

    /// <summary>What left the pipeline, or was handled in it by an exception handler; null where there was nothing.</summary>
    public Exception? Exception { get; private set; }

    /// <summary>An exception left when the response was under way, so that nobody can turn it into a status any more.</summary>
    public bool WasCutShort { get; set; }

    public void Record(Exception exception)
    {
        if (ReferenceEquals(Exception, exception))
            return;

        Exception = exception;
        ServerSpan.RecordException(exception);
    }
}
