using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>Faults and misuse as events of the platform, with texts only.</summary>
public sealed class EventTests
{
    readonly string _mine = Guid.NewGuid().ToString("N");

    [Fact]
    public void Misuse_is_an_event()
    {
        using var events = new Events();

        TracingMisuse.Report(new Misuse(MisuseKind.ScopeClosedTwice, this) { SpanName = _mine });

        var written = Assert.Single(events.With(_mine));
        Assert.Equal("Misused", written.EventName);
        Assert.Equal(EventLevel.Warning, written.Level);
        Assert.Equal(["kind", "message", "source"], written.PayloadNames);
        Assert.Equal(
            ["ScopeClosedTwice", $"The scope of the span \"{_mine}\" was closed twice. The second close did nothing.", typeof(EventTests).FullName],
            written.Payload);
    }

    [Fact]
    public void A_fault_is_an_event()
    {
        using var events = new Events();
        var failure = new InvalidOperationException(_mine);

        TracingFaults.Report(this, "Attach", failure);

        var written = Assert.Single(events.With(_mine));
        Assert.Equal("Failed", written.EventName);
        Assert.Equal([typeof(EventTests).FullName, "Attach", failure.ToString()], written.Payload);
    }

    [Fact]
    public void An_exception_without_a_text_is_an_event_too()
    {
        using var events = new Events();

        TracingFaults.Report(this, _mine, new Textless());

        Assert.Equal([typeof(EventTests).FullName, _mine, typeof(Textless).FullName], Assert.Single(events.With(_mine)).Payload);
    }

    [Fact]
    public void The_event_source_is_well_formed()
    {
        using var events = new Events();
        TracingFaults.Report(this, _mine, new Textless());

        Assert.NotNull(events.Source!.Guid.ToString());
        Assert.Null(events.Source.ConstructionException);
        Assert.NotNull(EventSource.GenerateManifest(events.Source.GetType(), "", EventManifestOptions.Strict));
    }

    sealed class Events : EventListener
    {
        readonly ConcurrentQueue<EventWrittenEventArgs> _written = new();

        public EventSource? Source { get; private set; }

        public IEnumerable<EventWrittenEventArgs> With(string text) =>
            _written.Where(written => written.Payload!.Any(value => value!.ToString()!.Contains(text, StringComparison.Ordinal)));

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name != "Stackbilt-Observability")
                return;

            Source = eventSource;
            EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => _written?.Enqueue(eventData);
    }

    sealed class Textless : Exception
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
