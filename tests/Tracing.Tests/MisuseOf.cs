using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>The misuse that one source notices while a test runs; that of other tests goes by.</summary>
sealed class MisuseOf : IDisposable
{
    readonly ConcurrentQueue<Misuse> _noticed = new();
    readonly object _source;

    public MisuseOf(object source)
    {
        _source = source;
        TracingMisuse.Reported += Note;
    }

    public IReadOnlyCollection<Misuse> Noticed => _noticed;

    public void Dispose() => TracingMisuse.Reported -= Note;

    void Note(Misuse misuse)
    {
        if (ReferenceEquals(misuse.Source, _source))
            _noticed.Enqueue(misuse);
    }
}
