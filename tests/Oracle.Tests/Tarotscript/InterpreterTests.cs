using Tarotscript;

namespace Oracle.Tests;

public class InterpreterTests
{
    private readonly PatientOracle _oracle = new();

    [Fact]
    public void All_questions_of_a_spread_are_asked_before_any_is_answered()
    {
        var reading = InterpretAsync(Scripts.ThreeEntries);

        Assert.False(reading.IsCompleted);
        Assert.Equal(["behind", "here", "ahead", "held"], _oracle.Questions.Select(question => question.Aspect));
    }

    [Fact]
    public async Task Lines_keep_the_order_of_the_script_when_answers_come_backwards()
    {
        var reading = InterpretAsync(Scripts.ThreeEntries);

        _oracle.Answer(3, "fourth");
        _oracle.Answer(2, "third");
        _oracle.Answer(1, "second");
        Assert.False(reading.IsCompleted);
        _oracle.Answer(0, "first");

        Assert.Equal("three cards", (await reading).Title);
        Assert.Equal(
            [new("past", "first"), new("present", "second"), new("outlook", "third fourth")],
            (await reading).Lines);
    }

    [Fact]
    public void A_question_tells_its_card_its_position_and_what_it_is_about()
    {
        _ = InterpretAsync(Scripts.OfOneCard("today: interpret a as \"the day\"", "draw reversed"));

        var question = Assert.Single(_oracle.Questions);
        Assert.Equal(("today", "the day", true), (question.Position, question.Aspect, question.Reversed));
        Assert.Equal($"What does {question.Card.Name}, reversed, say about the day?", question.Prompt);
        Assert.Equal(
            $"What does {question.Card.Name} say about the day?",
            (question with { Reversed = false }).Prompt);
    }

    [Theory]
    [InlineData("draw upright", "a", "stay")]
    [InlineData("draw reversed", "a", "go")]
    [InlineData("draw reversed", "reversed(a)", "stay")]
    public async Task A_choice_asks_only_about_the_branch_the_card_chooses(string draw, string card, string asked)
    {
        var script = Scripts.OfOneCard(
            $"p: if upright({card}) then interpret a as \"stay\" else interpret a as \"go\"", draw);

        var reading = InterpretAsync(script);

        Assert.Equal(asked, Assert.Single(_oracle.Questions).Aspect);
        _oracle.Answer(0, "yes");
        Assert.Equal([new("p", "yes")], (await reading).Lines);
    }

    [Fact]
    public async Task Expressions_nest_and_sayings_need_no_oracle()
    {
        var script = Scripts.OfOneCard("""p: combine("one", combine("two", combine("three"), "four"), "five")""");

        var reading = await InterpretAsync(script);

        Assert.Empty(_oracle.Questions);
        Assert.Equal([new("p", "one two three four five")], reading.Lines);
    }

    [Fact]
    public void Every_question_carries_the_cancellation_of_the_caller()
    {
        using var cancelling = new CancellationTokenSource();

        _ = InterpretAsync(Scripts.ThreeEntries, cancelling.Token);

        Assert.Equal(Enumerable.Repeat(cancelling.Token, 4), _oracle.Cancellations);
    }

    [Fact]
    public async Task Nothing_is_asked_once_the_caller_has_cancelled()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InterpretAsync(Scripts.ThreeEntries, cancelled));

        Assert.Empty(_oracle.Questions);
    }

    private Task<Reading> InterpretAsync(Script script, CancellationToken cancellation = default) =>
        new Interpreter(_oracle.AskAsync).InterpretAsync(script, cancellation);
}
