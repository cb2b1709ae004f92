using System.Runtime.CompilerServices;

namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>A scope that is not closed, or not where it should be, keeps nothing of its flow alive, whoever keeps the scope.</summary>
public class LeftBehindTests
{
    const int Requests = 20;

    readonly AsyncLocalCarrier _carrier = new();
    readonly AsyncLocal<object?> _ofRequest = new();
    readonly List<CarrierScope> _scopes = [];

    [Fact]
    public void Never_closed() => AssertNothingIsKept(() => _scopes.Add(_carrier.Attach(new PlainSpan())));

    [Fact]
    public void A_mask_never_closed() => AssertNothingIsKept(() =>
    {
        _carrier.AttachUntilEnd(new PlainSpan());
        _scopes.Add(_carrier.Attach(null));
    });

    [Fact]
    public void Nested_and_never_closed() => AssertNothingIsKept(() =>
    {
        for (var level = 0; level < 10; level++)
            _scopes.Add(_carrier.Attach(new PlainSpan()));
    });

    [Fact]
    public void Closed_in_another_flow()
    {
        AssertNothingIsKept(() => _scopes.Add(_carrier.Attach(new PlainSpan())));

        Assert.All(_scopes, static scope => Assert.Equal(DetachOutcome.WrongFlow, scope.Detach().Outcome));
    }

    [Fact]
    public void Closed_after_the_flow_has_gone_on() => AssertNothingIsKept(() =>
    {
        var scope = _carrier.Attach(new PlainSpan());
        _scopes.Add(scope);
        _ofRequest.Value = null;
        scope.Dispose();
    });

    [Fact]
    public void Captured_inside_by_a_flow_that_has_let_go_of_it()
    {
        var captured = new List<ExecutionContext>();

        AssertNothingIsKept(() =>
        {
            var span = new PlainSpan();
            _scopes.Add(_carrier.Attach(span));
            _ofRequest.Value = null;
            captured.Add(ExecutionContext.Capture()!);
            span.End();
        });

        GC.KeepAlive(captured);
    }

    void AssertNothingIsKept(Action request)
    {
        var held = Enumerable.Range(0, Requests).Select(_ => Serve(request)).ToArray();

        Assert.Equal(0, Kept.Count(held));
        Assert.NotEmpty(_scopes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference Serve(Action request)
    {
        var held = new object();
        ExecutionContext.Run(
            ExecutionContext.Capture()!,
            _ =>
            {
                _ofRequest.Value = held;
                request();
            },
            null);
        return new WeakReference(held);
    }
}
