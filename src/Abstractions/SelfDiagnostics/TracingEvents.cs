using System.Diagnostics.Tracing;

namespace Stackbilt.Observability;

/// <summary>Faults and misuse for whoever attaches to a running process: <c>dotnet-trace</c>, an event listener.</summary>
/// <remarks>Texts only, so that it can be trimmed. Where the platform has no event sources it is never enabled.</remarks>
[EventSource(Name = "Stackbilt-Observability")]
sealed class TracingEvents : EventSource
{
    static readonly TracingEvents Log = new();

    public static void Write(Misuse misuse)
    {
        if (Log.IsEnabled(EventLevel.Warning, EventKeywords.None))
            Log.Misused(misuse.Kind.ToString(), misuse.Message, misuse.Source.GetType().FullName ?? "");
    }

    public static void Write(object source, string operation, Exception exception)
    {
        if (Log.IsEnabled(EventLevel.Warning, EventKeywords.None))
            Log.Failed(source.GetType().FullName ?? "", operation, TextOf(exception));
    }

    [Event(1, Level = EventLevel.Warning, Message = "Tracing failed and the work went on: {0}.{1}: {2}")]
    void Failed(string source, string operation, string exception) => WriteEvent(1, source, operation, exception);

    [Event(2, Level = EventLevel.Warning, Message = "{1}")]
    void Misused(string kind, string message, string source) => WriteEvent(2, kind, message, source);

    /// <summary>Whoever wrote the exception can have overridden this, and then it can throw.</summary>
    static string TextOf(Exception exception)
    {
        try
        {
            return exception.ToString();
        }
        catch (Exception)
        {
            return exception.GetType().FullName ?? "";
        }
    }
}
