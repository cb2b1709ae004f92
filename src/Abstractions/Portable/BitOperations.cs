namespace System.Numerics;

/// <summary>What later platforms have themselves.</summary>
static class BitOperations
{
    public static int TrailingZeroCount(int value)
    {
        var count = 0;
        while (count < 32 && (value & (1 << count)) == 0)
            count++;

        return count;
    }
}
