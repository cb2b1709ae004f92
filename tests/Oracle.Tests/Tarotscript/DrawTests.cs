using Tarotscript;

namespace Oracle.Tests;

public class DrawTests
{
    [Fact]
    public async Task A_seed_draws_the_same_cards_on_every_runtime()
    {
        var questions = await QuestionsOf(Scripts.ThreeEntries);

        Assert.Equal(
            [("The Hermit", true), ("The Fool", false), ("The Hanged Man", false)],
            questions.Take(3).Select(question => (question.Card.Name, question.Reversed)));
    }

    [Fact]
    public async Task Reading_a_script_twice_asks_the_same_questions() =>
        Assert.Equal(await QuestionsOf(Scripts.ThreeEntries), await QuestionsOf(Scripts.ThreeEntries));

    [Fact]
    public async Task Different_seeds_draw_different_cards_both_ways_up()
    {
        var drawn = new HashSet<(Card, bool)>();
        for (var seed = 0; seed < 1000; seed++)
            drawn.Add(await OnlyCardOf(Scripts.OfOneCard("p: interpret a as \"x\"", seed: seed)));

        Assert.Equal(2 * MajorArcana.Cards.Count, drawn.Count);
    }

    [Fact]
    public async Task Twenty_two_draws_take_every_card_once()
    {
        var names = Enumerable.Range(1, 22).Select(number => $"card{number}").ToList();
        var script = Script.Parse($$"""
            deck major
            seed 5
            {{string.Join('\n', names.Select(name => $"let {name} = draw"))}}
            spread "all" { {{string.Join('\n', names.Select(name => $"{name}: interpret {name} as \"x\""))}} }
            """);

        var cards = (await QuestionsOf(script)).Select(question => question.Card);

        Assert.Equal(MajorArcana.Cards, cards.OrderBy(card => card.Number));
    }

    [Theory]
    [InlineData("draw upright", "a", false)]
    [InlineData("draw reversed", "a", true)]
    [InlineData("draw upright", "reversed(a)", true)]
    [InlineData("draw reversed", "reversed(a)", false)]
    [InlineData("draw reversed", "reversed(reversed(a))", true)]
    public async Task A_script_can_say_which_way_up_a_card_lies(string draw, string card, bool reversed)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var script = Scripts.OfOneCard($"p: interpret {card} as \"x\"", draw, seed);

            Assert.Equal(reversed, (await OnlyCardOf(script)).Reversed);
        }
    }

    [Fact]
    public async Task Fixing_how_one_card_lies_leaves_the_others_as_they_were()
    {
        static Script WithFirst(string draw) => Script.Parse($$"""
            deck major
            seed 42
            let a = {{draw}}
            let b = draw
            spread "two" { p: interpret b as "x" }
            """);

        var expected = await OnlyCardOf(WithFirst("draw"));

        Assert.Equal(expected, await OnlyCardOf(WithFirst("draw upright")));
        Assert.Equal(expected, await OnlyCardOf(WithFirst("draw reversed")));
    }

    private static async Task<(Card Card, bool Reversed)> OnlyCardOf(Script script)
    {
        var question = Assert.Single(await QuestionsOf(script));
        return (question.Card, question.Reversed);
    }

    private static async Task<List<OracleQuestion>> QuestionsOf(Script script)
    {
        var questions = new List<OracleQuestion>();
        await new Interpreter((question, cancellation) =>
        {
            questions.Add(question);
            return PatientOracle.Echo(question, cancellation);
        }).InterpretAsync(script);
        return questions;
    }
}
