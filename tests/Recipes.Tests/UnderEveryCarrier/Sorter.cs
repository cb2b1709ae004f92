namespace Letters;

public delegate Task<int> PriceOf(string letter);

/// <summary>Pure: the same letters give the same bill, and it knows nothing of spans.</summary>
public sealed class Sorter(PriceOf priceOf)
{
    public async Task<int> BillAsync(IEnumerable<string> letters)
    {
        var sum = 0;
        foreach (var letter in letters.Order(StringComparer.Ordinal))
            sum += await priceOf(letter);

        return sum;
    }
}
