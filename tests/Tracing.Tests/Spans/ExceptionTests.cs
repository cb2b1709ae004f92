using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.Spans;

public class ExceptionTests
{
    readonly Recorded _recorded = new();

    [Fact]
    public void Is_an_event_with_type_message_and_stack()
    {
        var thrown = Thrown(new InvalidOperationException("why"));
        var span = _recorded.Root();

        span.RecordException(thrown, ("more", 1));

        var recorded = Assert.Single(_recorded.DataOf(span).Events);
        Assert.Equal("exception", recorded.Name);
        Assert.Equal(
            [
                ("exception.type", "System.InvalidOperationException"),
                ("exception.message", "why"),
                ("exception.stacktrace", thrown.ToString()),
                ("more", 1),
            ],
            recorded.Attributes);
        Assert.Contains(nameof(Thrown), thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_the_status_alone()
    {
        var span = _recorded.Root();

        span.RecordException(new InvalidOperationException("why"));

        Assert.Equal(SpanStatus.Unset, _recorded.DataOf(span).Status);
    }

    [Fact]
    public void Is_recorded_once_on_its_way_up()
    {
        var (first, second) = (new InvalidOperationException("first"), new InvalidOperationException("second"));
        var span = _recorded.Root();

        span.RecordException(first).RecordException(first).RecordException(second).RecordException(second);

        Assert.Equal(["first", "second"], _recorded.DataOf(span).Events.Select(Message));
    }

    [Fact]
    public void Own_attributes_win()
    {
        var span = _recorded.Root();

        span.RecordException(new InvalidOperationException("secret"), ("exception.message", "hidden"));

        Assert.Equal("hidden", Message(Assert.Single(_recorded.DataOf(span).Events)));
    }

    [Fact]
    public void One_that_throws_when_it_is_read_is_recorded_without_its_texts()
    {
        var unreadable = new UnreadableException();
        using var faults = new FaultsOf(unreadable);
        var span = _recorded.Root();

        span.RecordException(unreadable);

        var recorded = Assert.Single(_recorded.DataOf(span).Events);
        Assert.Equal([("exception.type", typeof(UnreadableException).FullName)], recorded.Attributes);
        Assert.NotEmpty(faults.Reported);
        Assert.All(faults.Reported, fault => Assert.Equal(nameof(Span.RecordException), fault.Operation));
    }

    [Fact]
    public void The_object_is_let_go_at_the_end()
    {
        var span = _recorded.Root();
        var thrown = RecordOne(span);
        span.End();

        GC.Collect();

        Assert.False(thrown.TryGetTarget(out _));
        Assert.Single(_recorded.DataOf(span).Events);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static WeakReference<Exception> RecordOne(Span span)
    {
        var thrown = new InvalidOperationException("why");
        span.RecordException(thrown);
        return new(thrown);
    }

    static InvalidOperationException Thrown(InvalidOperationException exception)
    {
        try
        {
            throw exception;
        }
        catch (InvalidOperationException caught)
        {
            return caught;
        }
    }

    static string? Message(SpanEvent recorded) =>
        recorded.Attributes.Single(attribute => attribute.Key == "exception.message").Value as string;

    sealed class UnreadableException : Exception
    {
        public override string Message => throw new NotSupportedException("No message.");

        public override string ToString() => throw new NotSupportedException("No text.");
    }

    /// <summary>Whichever records, and whatever other span has recorded it meanwhile.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Is_recorded_again_only_where_another_one_came_between_on_the_same_span(bool areActivities)
    {
        using var listened = areActivities ? new Listened() : null;
        var recorded = new Recorded(source: listened?.Source);
        var (first, second) = (new InvalidOperationException("first"), new InvalidOperationException("second"));
        using var outer = recorded.Root();
        using var inner = outer.StartChild("inner");

        outer.RecordException(first).RecordException(second).RecordException(first);
        inner.RecordException(first);
        outer.RecordException(first);

        Assert.Equal(["first"], recorded.DataOf(inner).Events.Select(Message));
        Assert.Equal(["first", "second", "first"], recorded.DataOf(outer).Events.Select(Message));
    }
}
