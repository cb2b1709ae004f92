namespace Stackbilt.Observability;

/// <summary>Raising an event whose handlers must not harm the work, nor keep each other from being called.</summary>
static class Telling
{
    public static void TellAll<T>(this Action<T>? handlers, T what)
    {
        if (handlers is null)
            return;

        foreach (var handler in handlers.GetInvocationList())
        {
            try
            {
                ((Action<T>)handler)(what);
            }
            catch (Exception)
            {
                // A broken observer of faults must not become a fault of the work.
            }
        }
    }
}
