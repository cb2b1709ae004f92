using System.Diagnostics.Tracing;

namespace Stackbilt.Observability;

/// <summary>The choice of a carrier, and its going out of service and back, for whoever attaches to a running process.</summary>
[EventSource(Name = "Stackbilt-Observability-Hosting")]
sealed class HostingEvents : EventSource
{
    public static readonly HostingEvents Log = new();

    [Event(1, Level = EventLevel.Informational, Message = "{0}")]
    public void Decided(string decision)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
            WriteEvent(1, decision);
    }

    [Event(2, Level = EventLevel.Error, Message = "The carrier {0} is out of service. New traces travel by: {1}.")]
    public void OutOfService(string carrier, string serving)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
            WriteEvent(2, carrier, serving);
    }

    [Event(3, Level = EventLevel.Informational, Message = "The carrier {0} works again.")]
    public void Back(string carrier)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
            WriteEvent(3, carrier);
    }
}
