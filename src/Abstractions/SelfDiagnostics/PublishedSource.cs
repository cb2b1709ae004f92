using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Makes an activity source, of which the platform tells every activity listener before it hands it out: what a listener
/// throws then would keep the source, and the class that has it in a static field, from the program for good.
/// </summary>
static class PublishedSource
{
    public static ActivitySource Make(string name, string? version = null)
    {
        try
        {
            return new ActivitySource(name, version);
        }
        catch (Exception exception)
        {
            var source = Existing(name, version);
            TracingFaults.Report(source, nameof(ActivityListener.ShouldListenTo), exception);
            return source;
        }
    }

    /// <summary>It was added to the platform's list before a listener threw; the last of its name is ours.</summary>
    static ActivitySource Existing(string name, string? version)
    {
        ActivitySource? found = null;
        using var listener = new ActivityListener();
        listener.ShouldListenTo = source =>
        {
            if (source.Name == name && source.Version == (version ?? ""))
                found = source;

            return false;
        };
        ActivitySource.AddActivityListener(listener);
        return found!;
    }
}
