namespace Stackbilt.Observability;

/// <summary>What later platforms have themselves.</summary>
static class Numbers
{
    [ThreadStatic]
    static Random? _ofThread;

    extension(Random)
    {
        /// <summary>For chance, not for ids: those come from <see cref="RandomBits"/>.</summary>
        public static Random Shared => _ofThread ??= new Random(Guid.NewGuid().GetHashCode());
    }
}

static class HashCode
{
    const int Prime = 397;

    public static int Combine<T1, T2>(T1 first, T2 second) =>
        unchecked(((first?.GetHashCode() ?? 0) * Prime) ^ (second?.GetHashCode() ?? 0));

    public static int Combine<T1, T2, T3>(T1 first, T2 second, T3 third) =>
        unchecked((Combine(first, second) * Prime) ^ (third?.GetHashCode() ?? 0));
}
