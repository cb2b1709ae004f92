using Stackbilt.Observability;

namespace CSharp12.Tests;

/// <summary>Every call that takes attributes, with none and with several: each does what it does from C# 13 on.</summary>
public class AttributesTests
{
    static readonly InstrumentationScope Scope = new("CSharp12.Tests");

    readonly SpanRecorder _recorder = new();
    readonly Tracer _tracer;

    public AttributesTests() => _tracer = new Tracer(new AsyncLocalCarrier(), [_recorder]);

    [Fact]
    public void Children_of_a_span()
    {
        using (var root = _tracer.StartRoot("root"))
        {
            root.StartChild("a").Dispose();
            root.StartChild("b", ("one", 1), ("two", "2")).Dispose();
            root.StartChild("c", SpanKind.Client).Dispose();
            root.StartChild("d", SpanKind.Client, ("one", 1)).Dispose();
            root.StartActiveChild("e").Dispose();
            root.StartActiveChild("f", ("one", 1), ("two", "2")).Dispose();
            root.StartActiveChild("g", SpanKind.Client).Dispose();
            root.StartActiveChild("h", SpanKind.Client, ("one", 1)).Dispose();
        }

        Assert.Equal(
            ["a Internal", "b Internal one=1 two=2", "c Client", "d Client one=1", "e Internal", "f Internal one=1 two=2", "g Client", "h Client one=1", "root Internal"],
            Recorded());
    }

    [Fact]
    public void Children_that_carry_a_scope()
    {
        using (var root = _tracer.StartRoot("root"))
        {
            Scope.Below(root)?.StartChild("a").Dispose();
            Scope.Below(root)?.StartChild("b", ("one", 1)).Dispose();
            Scope.Below(root)?.StartChild("c", SpanKind.Client, ("one", 1)).Dispose();
            Scope.Below(root)?.StartActiveChild("d").Dispose();
            Scope.Below(root)?.StartActiveChild("e", ("one", 1)).Dispose();
            Scope.Below(root)?.StartActiveChild("f", SpanKind.Client, ("one", 1)).Dispose();
        }

        Assert.Equal(
            ["a Internal", "b Internal one=1", "c Client one=1", "d Internal", "e Internal one=1", "f Client one=1", "root Internal"],
            Recorded());
        Assert.All(_recorder.Spans, span => Assert.Equal(span.Name == "root" ? null : Scope, span.Scope));
    }

    [Fact]
    public void First_spans()
    {
        var context = new SpanContext(TraceId.CreateRandom(), SpanId.CreateRandom());
        _tracer.StartRoot("a", SpanKind.Server, ("one", 1)).Dispose();
        _tracer.StartRoot("b", SpanKind.Server, [new SpanLink(context)]).Dispose();
        _tracer.StartRoot("c", SpanKind.Server, [new SpanLink(context, ("l", 1))], ("one", 1)).Dispose();
        _tracer.StartSpan("d", context).Dispose();
        _tracer.StartSpan("e", context, SpanKind.Server, ("one", 1)).Dispose();
        _tracer.StartRoot("f").Dispose();
        _tracer.StartRoot("g", ("one", 1), ("two", "2")).Dispose();

        Assert.Equal(
            ["a Server one=1", "b Server", "c Server one=1", "d Internal", "e Server one=1", "f Internal", "g Internal one=1 two=2"],
            Recorded());
        Assert.Equal([0, 1, 1, 0, 0, 0, 0], _recorder.Spans.Select(span => span.Links.Count));
    }

    [Fact]
    public void What_is_set_later()
    {
        using (var root = _tracer.StartRoot("root"))
        {
            root.SetAttributes(("one", 1), ("two", "2")).SetAttributes();
            root.AddEvent("first").AddEvent("second", ("one", 1));
            root.RecordException(new InvalidOperationException(), ("one", 1));
            root.AddLink(root.Context).AddLink(root.Context, ("one", 1));
        }

        var span = Assert.Single(_recorder.Spans);
        Assert.Equal(["root Internal one=1 two=2"], Recorded());
        Assert.Equal([0, 1, 4], span.Events.Select(added => added.Attributes.Count));
        Assert.Equal([0, 1], span.Links.Select(link => link.Attributes.Count));
    }

    [Fact]
    public void An_array_that_is_null_is_none()
    {
        SpanAttribute[]? none = null;
        _tracer.StartRoot("root", SpanKind.Internal, none!).StartChild("a", none!).Dispose();

        Assert.Equal(["a Internal"], Recorded());
    }

    List<string> Recorded() =>
        [.. _recorder.Spans.Select(span => $"{span.Name} {span.Kind} {string.Join(" ", span.Attributes)}".TrimEnd())];
}
