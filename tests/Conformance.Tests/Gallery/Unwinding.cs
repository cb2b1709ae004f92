namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>Whether something was thrown on this thread since it was last asked: what a careless scope takes for its own end.</summary>
static class Unwinding
{
    [ThreadStatic]
    static Exception? _thrown;

    static Unwinding() => AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) => _thrown = thrown.Exception;

    public static Exception? Thrown => _thrown;

    public static void Forget() => _thrown = null;
}
