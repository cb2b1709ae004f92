using Stackbilt.Observability;

namespace Letters;

/// <summary>Where the two meet: the closure carries the span through code that has no argument for it.</summary>
public sealed class SortingRoom(Tracer tracer, Postage postage)
{
    public Task<int> BillAsync(IEnumerable<string> letters, Span? parent) =>
        tracer.RunInSpan(
            (parent ?? ActiveSpan.Current)?.StartChild("letters.bill"),
            active => new Sorter(letter => postage.PriceAsync(letter, active)).BillAsync(letters));
}
