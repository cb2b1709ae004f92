namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>The words of every kind, for a span and for a mask.</summary>
public class MessageTests
{
    [Fact]
    public void Of_every_kind()
    {
        var messages = Enum.GetValues<MisuseKind>().SelectMany(kind => new[]
        {
            new Misuse(kind, new ExplicitCarrier()) { SpanName = "step", EndedSpanName = "request", ActivityName = "Microsoft.AspNetCore.Hosting.HttpRequestIn", Depth = 1 },
            new Misuse(kind, new ExplicitCarrier()) { EndedSpanName = "request", ActivityName = "nightly job", Depth = 2 },
        });

        Snapshot.Matches(string.Join('\n', messages.Select(misuse => $"{misuse.Kind}\n  {misuse.Message}").Distinct()));
    }

    [Fact]
    public void Stacks_follow_the_message_where_they_are_known()
    {
        var misuse = new Misuse(MisuseKind.ScopeClosedTwice, this) { SpanName = "step" };
        Assert.Equal(misuse.Message, misuse.ToString());

        Snapshot.Matches((misuse with { OpenedAt = "    at A()\n    at B()", NoticedAt = "    at C()" }).ToString());
    }

    [Fact]
    public void A_kind_of_somebody_elses_has_words_too() =>
        Assert.Equal("99: \"step\".", new Misuse((MisuseKind)99, this) { SpanName = "step" }.Message);
}
