using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Code of others that is called and calls back, each time: it would go on until the stack is full, which ends the process
/// and which nothing can catch.
/// </summary>
public sealed class CallingBackTests : IDisposable
{
    readonly SpanRecorder _recorder = new();
    readonly AllFaults _faults = new();

    public void Dispose() => _faults.Dispose();

    [Theory]
    [InlineData("Current")]
    [InlineData("Attach")]
    [InlineData("Detach")]
    [InlineData("Capabilities")]
    public async Task A_carrier_that_asks_the_static_door(string member)
    {
        var carrier = new AskingCarrier(member) { Ask = () => ActiveSpan.Current };
        using (ActiveSpan.Bind(carrier))
        using (ActiveSpan.Bind(carrier))
        {
            Assert.Null(ActiveSpan.Current);
            await RunAsync(new Tracer(carrier, [_recorder]));
        }
    }

    [Theory]
    [InlineData("Current")]
    [InlineData("Attach")]
    [InlineData("Detach")]
    public async Task A_carrier_that_asks_the_tracer_twice(string member)
    {
        var carrier = new AskingCarrier(member);
        var tracer = new Tracer(carrier, [_recorder]);
        carrier.Ask = () => tracer.Current ?? tracer.Carrier.Current ?? ActiveSpan.Current;

        using (ActiveSpan.Bind(tracer.Carrier))
            await RunAsync(tracer);
    }

    [Fact]
    public void The_door_answers_for_others_while_it_asks_one()
    {
        var outer = new AskingCarrier("Current") { Ask = () => ActiveSpan.Current };
        var inner = new AsyncLocalCarrier();
        using var first = ActiveSpan.Bind(outer);
        using var second = ActiveSpan.Bind(inner);
        using var span = new Tracer(inner).StartRoot("root");
        using var scope = inner.Attach(span);

        Assert.Same(span, ActiveSpan.Current);
        Assert.Same(span, outer.Answer);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_processor_that_starts_spans(bool atTheStart, bool atTheEnd)
    {
        var processor = new StartingProcessor(atTheStart, atTheEnd);
        var tracer = new Tracer(new AsyncLocalCarrier(), [processor, _recorder]);
        processor.Tracer = tracer;

        await RunAsync(tracer);

        Assert.Contains(_faults.Reported, fault => ReferenceEquals(fault.Source, tracer));
    }

    [Fact]
    public void A_processor_may_end_what_is_around()
    {
        Span? root = null;
        var ending = new EndingProcessor(name =>
        {
            if (name == "child")
                root!.End();
        });
        var tracer = new Tracer(new AsyncLocalCarrier(), [ending, _recorder]);
        root = tracer.StartRoot("root");

        root.StartChild("child").End();

        Assert.Equal(["root", "child"], _recorder.Spans.Select(span => span.Name));
        Assert.Empty(_faults.Reported);
    }

    [Fact]
    public async Task A_handler_of_faults_that_causes_one()
    {
        var calls = 0;
        void Handle(TracingFault fault)
        {
            calls++;
            TracingFaults.Report(this, "anything", new InvalidOperationException());
        }

        TracingFaults.Reported += Handle;
        try
        {
            TracingFaults.Report(this, "something", new UnreadableException());
            Assert.Equal(1, calls);
            await RunAsync(new Tracer(new AsyncLocalCarrier(), [_recorder]));
        }
        finally
        {
            TracingFaults.Reported -= Handle;
        }

        // Neither the message nor the whole text of the exception that the program throws can be read.
        Assert.Equal(3, calls);
        Assert.DoesNotContain(_faults.Reported, fault => fault.Operation == "anything");
    }

    [Fact]
    public async Task A_handler_of_misuse_that_misuses()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [_recorder]);
        var calls = 0;
        void Handle(Misuse misuse)
        {
            calls++;
            MisuseOnce(tracer);
        }

        TracingMisuse.Reported += Handle;
        try
        {
            await RunAsync(tracer);
        }
        finally
        {
            TracingMisuse.Reported -= Handle;
        }

        Assert.Equal(3, calls);
    }

    [Fact]
    public void A_delegate_of_strict_mode_that_misuses()
    {
        var carrier = new AsyncLocalCarrier();
        StrictTracing? strict = null;
        Tracer? tracer = null;
        var calls = 0;
        strict = new StrictTracing(carrier, _ =>
        {
            calls++;
            MisuseOnce(tracer!);
        });
        tracer = new Tracer(strict.Carrier, [strict]);

        MisuseOnce(tracer);

        // Late, and closed twice.
        Assert.Equal(2, calls);
        Assert.True(strict.Misuses.Count > 2);
    }

    [Fact]
    public async Task A_meter_listener_that_attaches_and_misuses()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [_recorder]);
        var open = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Tracer.SourceName)
                self.EnableMeasurementEvents(instrument);
        };
        CarrierScope left = default;
        listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) =>
        {
            if (instrument.Name == "stackbilt.carrier.scopes.open")
                open += measurement;

            MisuseOnce(tracer);
            left = tracer.Carrier.Attach(null);
            tracer.RunInSpan(tracer.StartRoot("measured"), _ => { });
            TracingFaults.Report(this, "anything", new UnreadableException());
            left.Dispose();
        });
        listener.Start();

        await RunAsync(tracer);

        Assert.Equal(0, open);
    }

    [Fact]
    public async Task An_event_listener_that_reports_and_misuses()
    {
        var tracer = new Tracer(new AsyncLocalCarrier(), [_recorder]);
        var calls = 0;
        using var listener = new Events(() =>
        {
            calls++;
            TracingFaults.Report(this, "anything", new UnreadableException());
            MisuseOnce(tracer);
        });

        await RunAsync(tracer);

        // Three kinds of misuse, and an exception of which neither the message nor the whole text can be read.
        Assert.Equal(5, calls);
    }

    [Fact]
    public void An_exception_that_records_itself_when_it_is_read()
    {
        var span = new Tracer(new AsyncLocalCarrier(), [_recorder]).StartRoot("root");

        span.RecordException(new RecordingException(span));
        span.End();

        Assert.NotEmpty(Assert.Single(_recorder.Spans).Events);
    }

    async Task RunAsync(Tracer tracer)
    {
        await EverydayProgram.RunAsync(tracer);
        string[] own = ["active", "renamed", "inside", "failing", "root", "late", "outside"];
        Assert.Equal(own, _recorder.Spans.Select(span => span.Name).Where(own.Contains));
    }

    static void MisuseOnce(Tracer tracer)
    {
        var root = tracer.StartRoot("misused");
        root.End();
        root.StartChild("late of the handler").End();
        var scope = tracer.Carrier.Attach(tracer.StartRoot("twice"));
        scope.Dispose();
        scope.Dispose();
    }

    sealed class AskingCarrier(string member) : IContextCarrier, IScopeOwner
    {
        readonly AsyncLocalCarrier _sound = new();

        public Func<Span?> Ask { get; set; } = () => null;

        public Span? Answer { get; private set; }

        public CarrierCapabilities Capabilities => Asking("Capabilities", _sound.Capabilities);

        public Span? Current => Asking("Current", _sound.Current);

        public CarrierScope Attach(Span? span)
        {
            var scope = Asking("Attach", _sound.Attach(span));
            return scope.Owner is null ? scope : new CarrierScope(scope.Span, this, scope);
        }

        public DetachResult Detach(object attachment)
        {
            var scope = (CarrierScope)attachment;
            return Asking("Detach", scope.Owner!.Detach(scope.Attachment!, scope.Span));
        }

        T Asking<T>(string asked, T answer)
        {
            if (asked == member)
            {
                Answer = Ask();
                Ask();
            }

            return answer;
        }
    }

    sealed class StartingProcessor(bool atTheStart, bool atTheEnd) : ISpanProcessor
    {
        public Tracer? Tracer { get; set; }

        public void OnStart(Span span)
        {
            if (atTheStart)
                Tracer!.RunInSpan(span.StartChild("of the start"), _ => { });
        }

        public void OnEnd(in FinishedSpan span)
        {
            if (atTheEnd)
                Tracer!.StartRoot("of the end").End();
        }
    }

    sealed class EndingProcessor(Action<string> ended) : ISpanProcessor
    {
        public void OnStart(Span span)
        {
        }

        public void OnEnd(in FinishedSpan span) => ended(span.Name);
    }

    sealed class Events(Action written) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Stackbilt-Observability")
                EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => written?.Invoke();
    }

    sealed class RecordingException(Span span) : Exception
    {
        public override string Message
        {
            get
            {
                span.RecordException(new RecordingException(span));
                return ToString();
            }
        }

        public override string ToString()
        {
            span.RecordException(new RecordingException(span));
            return "recorded";
        }
    }
}
