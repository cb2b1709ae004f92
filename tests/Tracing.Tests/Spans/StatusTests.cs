namespace Stackbilt.Observability.Tests.Spans;

public class StatusTests
{
    readonly Recorded _recorded = new();

    [Fact]
    public void Is_unset_at_first()
    {
        Assert.Equal((SpanStatus.Unset, null), StatusAfter(_ => { }));
    }

    [Fact]
    public void An_error_has_a_description()
    {
        Assert.Equal((SpanStatus.Error, "why"), StatusAfter(span => span.SetStatus(SpanStatus.Error, "why")));
        Assert.Equal((SpanStatus.Error, null), StatusAfter(span => span.SetStatus(SpanStatus.Error)));
    }

    [Fact]
    public void A_later_error_replaces_an_earlier_one()
    {
        Assert.Equal(
            (SpanStatus.Error, "second"),
            StatusAfter(span => span.SetStatus(SpanStatus.Error, "first").SetStatus(SpanStatus.Error, "second")));
    }

    [Fact]
    public void Ok_is_final_and_takes_the_description_away()
    {
        Assert.Equal(
            (SpanStatus.Ok, null),
            StatusAfter(span => span.SetStatus(SpanStatus.Error, "why").SetStatus(SpanStatus.Ok)));
        Assert.Equal(
            (SpanStatus.Ok, null),
            StatusAfter(span => span.SetStatus(SpanStatus.Ok).SetStatus(SpanStatus.Error, "why")));
    }

    [Fact]
    public void Unset_is_ignored()
    {
        Assert.Equal(
            (SpanStatus.Error, "why"),
            StatusAfter(span => span.SetStatus(SpanStatus.Error, "why").SetStatus(SpanStatus.Unset, "not")));
    }

    [Fact]
    public void Only_an_error_is_described()
    {
        Assert.Equal((SpanStatus.Ok, null), StatusAfter(span => span.SetStatus(SpanStatus.Ok, "fine")));
        Assert.Equal((SpanStatus.Unset, null), StatusAfter(span => span.SetStatus(SpanStatus.Unset, "nothing")));
    }

    (SpanStatus, string?) StatusAfter(Action<Span> work)
    {
        var span = _recorded.Root();
        work(span);
        var data = _recorded.DataOf(span);
        return (data.Status, data.StatusDescription);
    }
}
