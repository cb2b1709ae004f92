namespace Stackbilt.Observability;

/// <summary>
/// Raising an event whose handlers must not harm the work, nor keep each other from being called, nor go round in circles:
/// of what happens inside a handler, the handlers of the same event are not told.
/// </summary>
static class EventRaising
{
    /// <param name="handlers">The handlers; null for none.</param>
    /// <param name="what">What they are told.</param>
    /// <param name="failed">Given each handler that threw, and what it threw.</param>
    public static void RaiseForAll<T>(this Action<T>? handlers, T what, Action<Action<T>, Exception> failed)
    {
        if (handlers is null || OnThisThread<T>.IsRaising)
            return;

        foreach (var handler in handlers.GetInvocationList())
        {
            if (Tell((Action<T>)handler, what) is { } failure)
                failed((Action<T>)handler, failure);
        }
    }

    static Exception? Tell<T>(Action<T> handler, T what)
    {
        OnThisThread<T>.IsRaising = true;
        try
        {
            handler(what);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            OnThisThread<T>.IsRaising = false;
        }
    }

    static class OnThisThread<T>
    {
        [ThreadStatic]
        public static bool IsRaising;
    }
}
