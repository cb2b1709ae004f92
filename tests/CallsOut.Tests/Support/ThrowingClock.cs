namespace Stackbilt.Observability.Tests;

sealed class ThrowingClock(Thrower thrower) : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        thrower.At("TimeProvider.GetUtcNow");
        return base.GetUtcNow();
    }
}
