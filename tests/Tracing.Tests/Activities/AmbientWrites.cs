using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>
/// Counts the writes of <see cref="Activity.Current"/> in the test's own flow: the event is the whole process's, so the
/// flow is marked.
/// </summary>
sealed class AmbientWrites : IDisposable
{
    static readonly AsyncLocal<AmbientWrites?> Marked = new();
    int _count;

    public AmbientWrites()
    {
        Marked.Value = this;
        Activity.CurrentChanged += Note;
    }

    public int Count => _count;

    public void Dispose()
    {
        Activity.CurrentChanged -= Note;
        Marked.Value = null;
    }

    void Note(object? sender, ActivityChangedEventArgs changed)
    {
        if (Marked.Value == this)
            Interlocked.Increment(ref _count);
    }
}
