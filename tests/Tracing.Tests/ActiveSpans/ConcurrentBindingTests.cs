namespace Stackbilt.Observability.Tests.ActiveSpans;

[Collection(StaticDoor.Name)]
public class ConcurrentBindingTests
{
    readonly AsyncLocalCarrier _first = new();
    readonly Span _one = new Recorded().Root();
    readonly Span _two = new Recorded().Root();

    [Fact]
    public void Many_can_bind_and_unbind_at_once()
    {
        using var scope = _first.Attach(_one);
        using var binding = ActiveSpan.Bind(_first);

        void BindAndUnbind()
        {
            using var masked = _first.Attach(null);
            for (var round = 0; round < 500; round++)
            {
                var carrier = new AsyncLocalCarrier();
                using var attached = carrier.Attach(_two);
                using (ActiveSpan.Bind(carrier))
                    Assert.Same(_two, ActiveSpan.Current);

                Assert.Null(ActiveSpan.Current);
            }
        }

        SimultaneousThreads.Run(BindAndUnbind, BindAndUnbind, BindAndUnbind);

        Assert.Same(_one, ActiveSpan.Current);
        binding.Dispose();
        Assert.Null(ActiveSpan.Current);
    }
}
