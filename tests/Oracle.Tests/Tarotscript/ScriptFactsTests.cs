using Tarotscript;

namespace Oracle.Tests;

public class ScriptFactsTests
{
    [Fact]
    public void A_script_knows_its_title_draws_questions_and_depth()
    {
        var script = Scripts.ThreeEntries;

        Assert.Equal("three cards", script.Title);
        Assert.Equal(3, script.DrawCount);
        Assert.Equal(4, script.QuestionCount);
        Assert.Equal(2, script.Depth);
    }

    [Fact]
    public void Of_a_choice_the_branch_with_more_questions_counts()
    {
        var script = Scripts.OfOneCard("""
            p: if upright(a) then "no question" else combine(interpret a as "one", interpret a as "two")
            """);

        Assert.Equal(2, script.QuestionCount);
        Assert.Equal(3, script.Depth);
    }

    [Fact]
    public void One_card_explained_deeply_is_a_deep_reading() =>
        Assert.Equal("deep-reading", Scripts.OfOneCard("p: combine(combine(interpret a as \"x\"))").Classify());

    [Theory]
    [InlineData("one-card.tarot", 1, 1, "single-card")]
    [InlineData("three-cards.tarot", 3, 4, "spread")]
    [InlineData("celtic-cross.tarot", 10, 12, "deep-reading")]
    public async Task The_scripts_of_the_sample_ask_what_they_say(string file, int draws, int questions, string kind)
    {
        var script = Scripts.FromFile(file);
        var oracle = new PatientOracle();

        var reading = new Interpreter(oracle.AskAsync).InterpretAsync(script);

        Assert.Equal((draws, questions, kind), (script.DrawCount, script.QuestionCount, script.Classify()));
        Assert.Equal(questions, oracle.Questions.Count);
        for (var question = 0; question < questions; question++)
            oracle.Answer(question, "so be it");
        Assert.NotEmpty((await reading).Lines);
    }
}
