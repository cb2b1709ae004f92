using System.Collections;
using System.Diagnostics.Metrics;
using Stackbilt.Observability.Tests.Activities;

namespace Stackbilt.Observability.Tests.SelfDiagnostics;

/// <summary>What the meter says after each thing that it counts.</summary>
public sealed class MeterTests : IDisposable
{
    const string Open = "stackbilt.carrier.scopes.open";
    const string Misused = "stackbilt.carrier.scopes.misused";

    readonly AsyncLocalCarrier _carrier = new();
    readonly Recorded _recorded;
    readonly Measured _measured = new();

    public MeterTests() => _recorded = new Recorded(_carrier);

    public void Dispose() => _measured.Dispose();

    [Fact]
    public void Open_scopes_go_up_and_down_in_any_order()
    {
        var outer = _carrier.Attach(_recorded.Root());
        var inner = _carrier.Attach(null);
        var redundant = _carrier.Attach(null);
        Assert.Equal(2, _measured[Open]);

        outer.Dispose();
        outer.Dispose();
        redundant.Dispose();
        Assert.Equal(1, _measured[Open]);
        inner.Dispose();

        Assert.Equal(0, _measured[Open]);
    }

    [Fact]
    public void A_scope_that_nobody_closes_stays_open_and_one_whose_span_has_ended_can_be_closed()
    {
        var span = _recorded.Root();
        var scope = _carrier.Attach(span);
        span.End();
        using (_carrier.Attach(_recorded.Root()))
            Assert.Equal(2, _measured[Open]);

        Assert.Equal(1, _measured[Open]);
        scope.Dispose();
        scope.Dispose();
        Assert.Equal(0, _measured[Open]);
    }

    [Fact]
    public void A_scope_that_is_inside_itself_or_around_others_without_end_is_one_all_the_same()
    {
        var inside = new List<CarrierScope>();
        inside.Add(new CarrierScope(null, _carrier, inside));
        inside.Add(new CarrierScope(null, _carrier, inside));
        using var real = _carrier.Attach(_recorded.Root());

        Assert.Null(new CarrierScope(null, _carrier, inside).Span);
        Assert.Null(new CarrierScope(null, _carrier, new WithoutEnd()).Span);

        Assert.Equal(1, _measured[Open]);
    }

    sealed class WithoutEnd : IReadOnlyList<CarrierScope>
    {
        public int Count => int.MaxValue;

        public CarrierScope this[int index] => default;

        public IEnumerator<CarrierScope> GetEnumerator()
        {
            while (true)
                yield return default;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public void An_active_child_opens_no_scope()
    {
        using (var child = _recorded.Root().StartActiveChild("child"))
            Assert.Same(child, _carrier.Current);

        Assert.Equal(0, _measured[Open]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_scope_counts_once_however_many_carriers_a_switchable_one_has(bool areWrapped)
    {
        IContextCarrier[] carriers = [_carrier, new AsyncLocalCarrier(), new AsyncLocalCarrier()];
        if (areWrapped)
            carriers = [.. carriers.Select(carrier => new Watching(carrier))];

        var switchable = new SwitchableCarrier(carriers[0]);
        var tracer = new Tracer(switchable);
        var scopes = new List<CarrierScope>();
        foreach (var carrier in carriers)
        {
            switchable.Use(carrier);
            scopes.Add(switchable.Attach(tracer.StartRoot("root")));
        }

        Assert.Equal(3, _measured[Open]);
        var mask = switchable.Attach(null);
        Assert.Equal(4, _measured[Open]);
        scopes[0].Dispose();
        Assert.Equal(3, _measured[Open]);
        mask.Dispose();
        mask.Dispose();
        Assert.Equal(2, _measured[Open]);
        scopes[2].Dispose();
        scopes[1].Dispose();

        Assert.Equal(0, _measured[Open]);
    }

    [Fact]
    public void A_scope_counts_once_where_the_tracer_lets_the_current_activity_follow()
    {
        using var listened = new Listened();
        var tracer = new Tracer(new CarrierOfSomebodyElses(_carrier), activitySource: listened.Source);
        using var root = tracer.StartRoot("root");

        using (tracer.Carrier.Attach(root))
        {
            Assert.Equal(1, _measured[Open]);
            using (tracer.Carrier.Attach(null))
                Assert.Equal(2, _measured[Open]);
        }

        Assert.Equal(0, _measured[Open]);
    }

    [Theory]
    [InlineData("out_of_order")]
    [InlineData("already_detached")]
    [InlineData("wrong_flow")]
    public void Misused_scopes_by_outcome(string outcome)
    {
        CarrierScope scope = default;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => scope = _carrier.Attach(_recorded.Root()), null);
        if (outcome != "wrong_flow")
            scope = _carrier.Attach(_recorded.Root());

        if (outcome == "already_detached")
            scope.Dispose();

        var inner = outcome == "out_of_order" ? _carrier.Attach(null) : default;
        scope.Dispose();
        inner.Dispose();

        Assert.Equal(1, _measured[$"{Misused} outcome={outcome}"]);
    }

    [Fact]
    public void Late_children()
    {
        var root = _recorded.Root();
        root.StartChild("in time").End();
        Assert.Equal(0, _measured["stackbilt.span.late_children"]);
        root.End();

        root.StartChild("late").End();

        Assert.Equal(1, _measured["stackbilt.span.late_children"]);
    }

    [Fact]
    public void Faults_by_operation_and_source()
    {
        TracingFaults.Report(this, "Attach", new InvalidOperationException());

        Assert.Equal(1, _measured[$"stackbilt.carrier.faults operation=Attach source={typeof(MeterTests).FullName}"]);
    }

    [Fact]
    public void Every_instrument_has_a_unit_and_a_description()
    {
        _carrier.Attach(null).Dispose();
        var instruments = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Tracer.SourceName)
                    instruments[instrument.Name] = $"{instrument.Name} {instrument.Unit} {instrument.Description}";
            },
        };
        listener.Start();

        Snapshot.Matches(string.Join('\n', instruments.Values));
    }

    sealed class Watching(IContextCarrier inner) : DelegatingCarrier(inner)
    {
        public override CarrierScope Attach(Span? span) => Watched(base.Attach(span));
    }
}
