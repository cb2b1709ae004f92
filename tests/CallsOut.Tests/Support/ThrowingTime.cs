using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

sealed class ThrowingTime(Thrower thrower) : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        thrower.At("TimeProvider.CreateTimer");
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
