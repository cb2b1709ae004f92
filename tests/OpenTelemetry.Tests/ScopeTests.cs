using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>A library that has named itself is switched on by its name, as any other source.</summary>
public class ScopeTests
{
    static readonly InstrumentationScope Cards = new("My.Cards", "1.2.3");
    static readonly InstrumentationScope Shuffling = new("My.Shuffling");

    public static TheoryData<string, bool> CarriersAndRecording()
    {
        var data = new TheoryData<string, bool>();
        foreach (var carrier in (string[])[CarrierNames.AsyncLocal, CarrierNames.Activity])
        {
            data.Add(carrier, true);
            data.Add(carrier, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CarriersAndRecording))]
    public void AddSource_switches_it_on_by_its_name(string carrier, bool records)
    {
        var exported = new Exported();
        using (exported.Listen(Exported.Ours, Cards.Name))
            Shuffle(TracerOver(carrier, records));

        var cards = Assert.Single(exported.Activities, static activity => activity.DisplayName == "cards.shuffle");
        Assert.Equal(("My.Cards", "1.2.3"), (cards.Source.Name, cards.Source.Version));
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal, false)]
    [InlineData(CarrierNames.AsyncLocal, true)]
    [InlineData(CarrierNames.Activity, false)]
    public void One_that_nobody_listens_to_leaves_no_hole(string carrier, bool records)
    {
        var exported = new Exported();
        using (exported.Listen(Exported.Ours, Shuffling.Name))
            Shuffle(TracerOver(carrier, records));

        Assert.Equal(
            """
            Internal request (Stackbilt.Observability)
              Internal shuffling.cut (My.Shuffling)
              Internal step (Stackbilt.Observability)

            """,
            exported.Outline());
    }

    [Theory]
    [InlineData(CarrierNames.AsyncLocal)]
    [InlineData(CarrierNames.Activity)]
    public void One_that_is_listened_to_alone_has_a_tree_of_its_own(string carrier)
    {
        var exported = new Exported();
        using (exported.Listen(Cards.Name))
            Shuffle(TracerOver(carrier, records: false));

        Assert.Equal(["cards.shuffle"], exported.Activities.Select(static activity => activity.DisplayName));
    }

    /// <summary>A request, a library in it, another library in that, and a step of the program at the bottom.</summary>
    static void Shuffle(Tracer tracer)
    {
        using (ActiveSpan.Bind(tracer.Carrier))
        {
            tracer.RunInSpan(tracer.StartRoot("request"), static _ =>
            {
                using var shuffle = Cards.Current?.StartActiveChild("cards.shuffle");
                using (Shuffling.Current?.StartActiveChild("shuffling.cut"))
                {
                }

                using var step = ActiveSpan.Current?.StartChild("step");
            });
        }

        Assert.Null(Activity.Current);
    }

    static Tracer TracerOver(string carrier, bool records) => new(
        carrier == CarrierNames.Activity ? new ActivityCarrier() : new AsyncLocalCarrier(),
        records ? [new SpanRecorder()] : null);
}
