using System.Diagnostics;
using System.Text;

namespace Stackbilt.Observability.Tests.Baggages;

/// <summary>Some ten thousands of generated headers and values, both ways.</summary>
public class GeneratedBaggageTests
{
    const int Rounds = 20_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_header_in_any_words_is_read_to_something_that_can_be_sent(int seed)
    {
        var generated = new GeneratedBaggage(seed);
        var withEntries = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var header = generated.Header();
            var read = BaggagePropagator.Read(header);
            var sent = BaggagePropagator.Write(read);
            var because = $"Seed {seed}, round {round}: {header}";

            Assert.True(read.Count <= 64 && read.Select(static entry => entry.Key).Distinct().Count() == read.Count, because);
            Assert.True(sent is null || (sent.Length <= 8_192 && sent.All(static one => one is >= ' ' and <= '~' or '\t')), because);
            // What was lost, if anything, was too much; the rest comes again as it was.
            var again = BaggagePropagator.Read(sent);
            Assert.True(again.All(entry => read.Contains(entry)) && (Encoding.UTF8.GetByteCount(header) > 2_000 || again.Equals(read)), because);
            withEntries += read.Count > 0 ? 1 : 0;
        }

        Assert.InRange(withEntries, Rounds / 4, Rounds);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_value_comes_back_as_it_was(int seed)
    {
        var generated = new GeneratedBaggage(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var baggage = generated.Baggage();

            Assert.True(baggage.Equals(BaggagePropagator.Read(BaggagePropagator.Write(baggage))), $"Seed {seed}, round {round}: {string.Join('|', baggage)}");
        }
    }

    [Fact]
    public void Every_character_comes_back_as_it_was()
    {
        var text = new StringBuilder();
        for (var code = 0; code <= 0x10ffff; code++)
        {
            if (!Rune.TryCreate(code, out var rune))
                continue;

            text.Append(rune.ToString());
            if (text.Length < 500 && code < 0x10ffff)
                continue;

            var baggage = Baggage.Empty.With("k", text.ToString());
            Assert.Equal(baggage, BaggagePropagator.Read(BaggagePropagator.Write(baggage)));
            text.Clear();
        }
    }

    [Fact]
    public void The_platform_reads_what_we_write()
    {
        const int seed = 5;
        var generated = new GeneratedBaggage(seed);
        var platforms = DistributedContextPropagator.CreateW3CPropagator();
        for (var round = 0; round < 2_000; round++)
        {
            // It stops at an entry without a value, and has a grammar of keys of its own.
            var baggage = Baggage.Of(
                [.. generated.Baggage().Where(static entry => entry.Value.Trim().Length == entry.Value.Length && entry.Value != "").Select(static (entry, place) => entry with { Key = $"k{place}" })]);
            var read = platforms.ExtractBaggage(
                BaggagePropagator.Write(baggage),
                static (object? header, string name, out string? one, out IEnumerable<string>? several) =>
                    (one, several) = (name == "baggage" ? (string?)header : null, null));

            Assert.True(
                baggage.Select(static entry => (entry.Key, (string?)entry.Value)).SequenceEqual((read ?? []).Reverse().Select(static item => (item.Key, item.Value))),
                $"Seed {seed}, round {round}: {BaggagePropagator.Write(baggage)}");
        }
    }
}
