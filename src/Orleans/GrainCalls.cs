using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>Says by hand what the calls of grains hang below: for a carrier that keeps nothing ambient.</summary>
public static class GrainCalls
{
    /// <summary>
    /// Calls that this flow makes until the scope is disposed, and items that it puts into streams, hang below a span, whatever is active.
    /// </summary>
    /// <param name="span">The span; null for calls that begin a trace of their own.</param>
    /// <returns>The scope; dispose it in the method that has opened it, innermost first.</returns>
    /// <remarks>
    /// It writes entries of Orleans' <see cref="RequestContext"/>, and brings back what was there. A header format of the application's
    /// that throws is reported, and the calls have no parent then.
    /// </remarks>
    public static IDisposable Below(Span? span)
    {
        var scope = new GrainCallScope();
        try
        {
            CallHeaders.Write(span);
        }
        catch (Exception exception)
        {
            TracingFaults.Report(HeaderPropagator.Current, nameof(HeaderPropagator.Inject), exception);
        }

        RequestContext.Set(CallHeaders.ChosenKey, SpanContextText.Write(span?.Context ?? default) ?? "");
        return scope;
    }
}
