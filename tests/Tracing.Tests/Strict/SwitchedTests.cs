namespace Stackbilt.Observability.Tests.Strict;

/// <summary>Strict mode around a carrier that can be exchanged.</summary>
public class SwitchedTests
{
    readonly SwitchableCarrier _switchable = new(new AsyncLocalCarrier());
    readonly Watched _watched;

    public SwitchedTests() => _watched = new Watched(_switchable);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Right_code_is_not_told_of_before_and_after_the_exchange(bool isExchanged)
    {
        if (isExchanged)
            _switchable.Use(new AsyncLocalCarrier());

        await _watched.Tracer.RunInSpan(_watched.Tracer.StartRoot("root"), async root =>
        {
            using var child = root!.StartActiveChild("child");
            Assert.Same(child, _watched.Tracer.Current);
            using (_watched.Tracer.Carrier.Attach(null))
                await Task.Yield();
        });

        _watched.NothingWrong();
    }

    [Fact]
    public void A_trace_stays_with_the_carrier_that_it_began_with()
    {
        using var root = _watched.Tracer.StartRoot("root");
        var other = new AsyncLocalCarrier();
        _switchable.Use(other);
        using (_watched.Tracer.Carrier.Attach(root))
        {
            Assert.Same(root, _watched.Tracer.Current);
            Assert.Null(other.Current);
        }
    }

    [Fact]
    public void A_wrong_close_is_told_once_after_the_exchange()
    {
        _switchable.Use(new AsyncLocalCarrier());
        using var root = _watched.Tracer.StartRoot("root");
        using var measured = new SelfDiagnostics.Measured();
        var scope = _watched.Tracer.Carrier.Attach(root);
        scope.Dispose();
        scope.Dispose();

        Assert.Equal(MisuseKind.ScopeClosedTwice, _watched.Single().Kind);
        Assert.Equal(1, measured["stackbilt.carrier.scopes.misused outcome=already_detached"]);
    }
}
