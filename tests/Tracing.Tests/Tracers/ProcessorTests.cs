namespace Stackbilt.Observability.Tests.Tracers;

public class ProcessorTests
{
    readonly ISpanProcessor _broken = Substitute.For<ISpanProcessor>();
    readonly ISpanProcessor _sound = Substitute.For<ISpanProcessor>();

    [Fact]
    public void All_are_told_of_the_start_and_the_end_once_and_in_order()
    {
        var tracer = new Tracer(new NullCarrier(), [_broken, _sound]);

        var span = tracer.StartRoot("root");
        span.End();
        span.End();

        Received.InOrder(() =>
        {
            _broken.OnStart(span);
            _sound.OnStart(span);
            _broken.OnEnd(Arg.Is<SpanData>(data => data.Context == span.Context));
            _sound.OnEnd(Arg.Is<SpanData>(data => data.Context == span.Context));
        });
        Assert.Equal(2, _broken.ReceivedCalls().Count());
        Assert.Equal(2, _sound.ReceivedCalls().Count());
    }

    [Fact]
    public void One_that_throws_harms_neither_the_work_nor_the_others()
    {
        var failure = new InvalidOperationException("broken");
        _broken.When(told => told.OnStart(Arg.Any<Span>())).Throw(failure);
        _broken.When(told => told.OnEnd(Arg.Any<SpanData>())).Throw(failure);
        using var faults = new FaultsOf(_broken);
        var tracer = new Tracer(new AsyncLocalCarrier(), [_broken, _sound]);

        Assert.Equal(7, tracer.RunInSpan(tracer.StartRoot("root"), _ => 7));

        _sound.Received(1).OnStart(Arg.Any<Span>());
        _sound.Received(1).OnEnd(Arg.Any<SpanData>());
        Assert.Equal(
            [new(_broken, nameof(_broken.OnStart), failure), new(_broken, nameof(_broken.OnEnd), failure)],
            faults.Reported);
    }

    [Fact]
    public void None_is_told_of_what_is_not_recorded()
    {
        var tracer = new Tracer(new NullCarrier(), [_sound]);

        tracer.StartSpan("server", new SpanContext(new(1, 2), new(3), IsSampled: false)).StartChild("child").End();

        Assert.Empty(_sound.ReceivedCalls());
    }

    [Fact]
    public void What_is_set_at_the_start_of_a_span_is_kept()
    {
        var recorder = new SpanRecorder();
        _sound.OnStart(Arg.Do<Span>(span => span.SetAttribute("host", "one")));
        var tracer = new Tracer(new NullCarrier(), [_sound, recorder]);

        tracer.StartRoot("root").End();

        Assert.Equal([("host", "one")], Assert.Single(recorder.Spans).Attributes);
    }

    [Fact]
    public void The_given_list_is_copied()
    {
        var processors = new List<ISpanProcessor> { _sound };
        var tracer = new Tracer(new NullCarrier(), processors);

        processors.Clear();
        tracer.StartRoot("root").End();

        _sound.Received(1).OnEnd(Arg.Any<SpanData>());
    }
}
