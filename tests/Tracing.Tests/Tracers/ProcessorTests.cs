namespace Stackbilt.Observability.Tests.Tracers;

public class ProcessorTests
{
    readonly List<string> _log = [];
    readonly LoggingProcessor _sound;

    public ProcessorTests() => _sound = new LoggingProcessor("sound", _log);

    [Fact]
    public void All_are_told_of_the_start_and_the_end_once_and_in_order()
    {
        var tracer = new Tracer(new NullCarrier(), [new LoggingProcessor("first", _log), _sound]);

        var span = tracer.StartRoot("root");
        span.End();
        span.End();

        Assert.Equal(["first: start of root", "sound: start of root", "first: end of root", "sound: end of root"], _log);
    }

    [Fact]
    public void One_that_throws_harms_neither_the_work_nor_the_others()
    {
        var failure = new InvalidOperationException("broken");
        var broken = new LoggingProcessor("broken", _log) { Starting = _ => throw failure, Ending = _ => throw failure };
        using var faults = new FaultsOf(broken);
        var tracer = new Tracer(new AsyncLocalCarrier(), [broken, _sound]);

        Assert.Equal(7, tracer.RunInSpan(tracer.StartRoot("root"), _ => 7));

        Assert.Equal(["broken: start of root", "sound: start of root", "broken: end of root", "sound: end of root"], _log);
        Assert.Equal(
            [
                new(broken, nameof(ISpanProcessor.OnStart), failure),
                new(broken, nameof(ISpanProcessor.OnEnd), failure),
            ],
            faults.Reported);
    }

    [Fact]
    public void None_is_told_of_what_is_not_recorded()
    {
        var tracer = new Tracer(new NullCarrier(), [_sound]);

        tracer.StartSpan("server", new SpanContext(new(1, 2), new(3), IsSampled: false)).StartChild("child").End();

        Assert.Empty(_log);
    }

    [Fact]
    public void What_is_set_at_the_start_of_a_span_is_kept()
    {
        var recorder = new SpanRecorder();
        var setting = new LoggingProcessor { Starting = span => span.SetAttribute("host", "one") };
        var tracer = new Tracer(new NullCarrier(), [setting, recorder]);

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

        Assert.Equal(2, _log.Count);
    }
}
