using System.Diagnostics.Tracing;

namespace Stackbilt.Observability;

/// <summary>Faults and misuse for a tool that attaches to a running process: <c>dotnet-trace</c>, an event listener.</summary>
/// <remarks>
/// Texts only, so that it can be trimmed. Where the platform has no event sources it is never enabled. What happens inside an
/// event listener is not written, so that it does not go on for ever.
/// </remarks>
[EventSource(Name = "Stackbilt-Observability")]
sealed class TracingEvents : EventSource
{
    static readonly TracingEvents Log = new();

    [ThreadStatic]
    static bool _isWriting;

    public static void Write(Misuse misuse) => Write(
        misuse, static (log, misuse) => log.Misused(misuse.Kind.ToString(), misuse.Message, NameOf(misuse.Source)));

    public static void Write(object source, string operation, Exception exception) => Write(
        (source, operation, exception),
        static (log, fault) => log.Failed(
            NameOf(fault.source), fault.operation, ExceptionText.DescribeWhole(fault.exception)));

    static void Write<T>(T what, Action<TracingEvents, T> write)
    {
        if (_isWriting)
            return;

        _isWriting = true;
        try
        {
            if (Log.IsEnabled(EventLevel.Warning, EventKeywords.None))
                write(Log, what);
        }
        catch (Exception)
        {
            // The platform keeps what a listener throws, but reads its message, which can throw as well. To report it would
            // be to write it.
        }
        finally
        {
            _isWriting = false;
        }
    }

    static string NameOf(object source) => source.GetType().FullName ?? "";

    [Event(1, Level = EventLevel.Warning, Message = "Tracing failed and the work went on: {0}.{1}: {2}")]
    void Failed(string source, string operation, string exception) => WriteEvent(1, source, operation, exception);

    [Event(2, Level = EventLevel.Warning, Message = "{1}")]
    void Misused(string kind, string message, string source) => WriteEvent(2, kind, message, source);
}
