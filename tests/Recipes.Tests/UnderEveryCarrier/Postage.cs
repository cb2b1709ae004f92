using Stackbilt.Observability;

namespace Letters;

/// <summary>Deep code: it asks the carrier, and takes the argument where the carrier answers nothing.</summary>
public sealed class Postage
{
    readonly int _cents = 80;

    public async Task<int> PriceAsync(string letter, Span? given)
    {
        using var span = (ActiveSpan.Current ?? given)?.StartActiveChild("postage.look_up");
        await Task.Yield();
        var price = _cents + (5 * letter.Length);
        span?.SetAttribute("postage.cents", price);
        return price;
    }
}
