using System.Diagnostics.Tracing;

namespace Stackbilt.Observability;

/// <summary>The choice of a carrier, and its going out of service and back, for a tool that attaches to a running process.</summary>
[EventSource(Name = "Stackbilt-Observability-Hosting")]
sealed class HostingEvents : EventSource
{
    public static readonly HostingEvents Log = new();

    [Event(1, Level = EventLevel.Informational, Message = "{0}")]
    public void Decided(string decision)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
            Guarded(() => WriteEvent(1, decision));
    }

    [Event(2, Level = EventLevel.Error, Message = "The carrier {0} is out of service. New traces travel by: {1}.")]
    public void OutOfService(string carrier, string inUse)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
            Guarded(() => WriteEvent(2, carrier, inUse));
    }

    [Event(3, Level = EventLevel.Informational, Message = "The carrier {0} works again.")]
    public void Back(string carrier)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
            Guarded(() => WriteEvent(3, carrier));
    }

    /// <summary>The platform reads the message of what a listener throws, and that can throw in its turn.</summary>
    [NonEvent]
    void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(this, nameof(WriteEvent), exception);
        }
    }
}
