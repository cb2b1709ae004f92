using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Tracers;

public class ClockTests
{
    static readonly DateTimeOffset Noon = new(2031, 5, 6, 12, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(false), InlineData(true)]
    public void Starts_ends_and_events_are_told_by_the_clock_that_was_given(bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var clock = new SetClock(Noon);
        var recorded = new Recorded(source: listened?.Source, clock: clock);

        var root = recorded.Root();
        clock.Now = Noon.AddHours(1);
        var child = root.StartActiveChild("child");
        clock.Now = Noon.AddHours(2);
        child.AddEvent("event").RecordException(new InvalidOperationException("wrong"));
        clock.Now = Noon.AddHours(3);

        var data = recorded.DataOf(child);
        Assert.Equal((Nanoseconds(Noon.AddHours(1)), Nanoseconds(Noon.AddHours(3))), (data.StartUnixNanoseconds, data.EndUnixNanoseconds));
        Assert.Equal(2, data.Events.Count);
        Assert.All(data.Events, happened => Assert.Equal(Nanoseconds(Noon.AddHours(2)), happened.UnixNanoseconds));
        var first = recorded.DataOf(root);
        Assert.Equal((Nanoseconds(Noon), Nanoseconds(Noon.AddHours(3))), (first.StartUnixNanoseconds, first.EndUnixNanoseconds));
    }

    [Fact]
    public void A_time_that_was_given_goes_before_it()
    {
        var recorded = new Recorded(clock: new SetClock(Noon));
        using var root = recorded.Root();

        var child = root.StartChild("child", new SpanStartOptions(startTime: Noon.AddDays(-1)));
        child.End(Noon.AddDays(-1).AddMinutes(1));

        var data = recorded.Spans.Spans.Single();
        Assert.Equal(Nanoseconds(Noon.AddDays(-1)), data.StartUnixNanoseconds);
        Assert.Equal(TimeSpan.FromMinutes(1), data.Duration);
    }

    [Fact]
    public void One_that_is_set_back_gives_no_span_that_ends_before_it_starts()
    {
        var clock = new SetClock(Noon);
        var recorded = new Recorded(clock: clock);

        var root = recorded.Root();
        clock.Now = Noon.AddHours(-1);

        Assert.Equal(TimeSpan.Zero, recorded.DataOf(root).Duration);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void One_that_throws_is_reported_and_the_systems_clock_answers(bool isHeard)
    {
        using var listened = isHeard ? new Listened() : null;
        var clock = new BrokenClock();
        using var faults = new FaultsOf(clock);
        var recorded = new Recorded(source: listened?.Source, clock: clock);
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var data = recorded.DataOf(recorded.Root());

        Assert.InRange(data.StartUnixNanoseconds, Nanoseconds(before), Nanoseconds(DateTimeOffset.UtcNow.AddSeconds(1)));
        Assert.NotEmpty(faults.Reported);
    }

    [Fact]
    public void The_systems_own_costs_nothing_more()
    {
        var plain = new Recorded();
        var timed = new Recorded(clock: TimeProvider.System);
        using var ofPlain = plain.Root();
        using var ofTimed = timed.Root();

        Assert.Equal(Allocated.BytesBy(() => ofPlain.StartChild("child").End()), Allocated.BytesBy(() => ofTimed.StartChild("child").End()), tolerance: 16.0);
    }

    static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("no time");
    }
}
