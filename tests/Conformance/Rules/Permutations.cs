namespace Stackbilt.Observability.Conformance;

static class Permutations
{
    /// <summary>All orders of the numbers from 0 up to <paramref name="count"/>.</summary>
    public static IEnumerable<int[]> Of(int count)
    {
        if (count == 0)
            return [[]];

        return Of(count - 1).SelectMany(shorter =>
            Enumerable.Range(0, count).Select(at => (int[])[.. shorter[..at], count - 1, .. shorter[at..]]));
    }

    /// <summary>
    /// All ways in which two flows of <paramref name="steps"/> steps each can take turns: false for the first flow's step,
    /// true for the second's.
    /// </summary>
    public static IEnumerable<bool[]> Interleavings(int steps) => Interleavings(steps, steps);

    static IEnumerable<bool[]> Interleavings(int first, int second)
    {
        if (first == 0 && second == 0)
            return [[]];

        var startingWithFirst = first == 0
            ? []
            : Interleavings(first - 1, second).Select(rest => (bool[])[false, .. rest]);
        var startingWithSecond = second == 0
            ? []
            : Interleavings(first, second - 1).Select(rest => (bool[])[true, .. rest]);
        return startingWithFirst.Concat(startingWithSecond);
    }
}
