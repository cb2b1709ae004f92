namespace Stackbilt.Observability;

/// <summary>64 random bits for an id: fast, not cryptographic.</summary>
static class RandomBits
{
#if NETSTANDARD2_0
    // The platform's Random is seeded with 31 bits: two processes would soon give out the same ids. The bits of a Guid that are
    // fixed fall on random ones of its other half.
    public static ulong Next()
    {
        Span<Guid> guid = [Guid.NewGuid()];
        var halves = System.Runtime.InteropServices.MemoryMarshal.Cast<Guid, ulong>(guid);
        return halves[0] ^ halves[1];
    }
#else
    public static ulong Next() => (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
#endif
}
