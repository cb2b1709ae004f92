namespace Stackbilt.Observability.Tests;

/// <summary>Faults at random: so many in a thousand calls, each kind as likely as another. The seed settles the whole row.</summary>
sealed class SeededFaults(int seed, int inAThousand, Fault[] kinds)
{
    int _calls;
    int _count;

    public int Count => _count;

    public Fault Next()
    {
        var random = new Random(unchecked((seed * 31) + Interlocked.Increment(ref _calls)));
        if (random.Next(1000) >= inAThousand)
            return Fault.None;

        Interlocked.Increment(ref _count);
        return kinds[random.Next(kinds.Length)];
    }
}
