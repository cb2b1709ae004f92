namespace Stackbilt.Observability;

/// <summary>
/// What a container makes once, with factories of the application in between. One of them that asks for the thing itself would wait for ever;
/// so it is told.
/// </summary>
static class MadeOnce
{
    [ThreadStatic]
    static (IServiceProvider Container, string What)[]? _underWay;

    /// <summary>Makes it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="what">What is made, in words that fit after "asks for".</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="InvalidOperationException">It is under way on this thread.</exception>
    public static T Make<T>(IServiceProvider container, string what, Func<T> make)
    {
        var underWay = _underWay ?? [];
        if (Array.Exists(underWay, other => other.What == what && ReferenceEquals(other.Container, container)))
            throw new InvalidOperationException($"A factory that is needed to make {what} asks for {what}. Ask for it later, when it is used.");

        _underWay = [.. underWay, (container, what)];
        try
        {
            return make();
        }
        finally
        {
            _underWay = underWay.Length == 0 ? null : underWay;
        }
    }
}
