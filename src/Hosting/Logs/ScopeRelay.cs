namespace Stackbilt.Observability;

/// <summary>
/// Passes scopes on to a log provider. One type whatever the provider's state is: a state around a state would be a type without end
/// to a compiler that works ahead of time, since a provider of scopes can be inside another one of ours.
/// </summary>
abstract class ScopeRelay
{
    public static ScopeRelay To<TState>(Action<object?, TState> callback, TState state) => new Typed<TState>(callback, state);

    public abstract void Tell(object? scope);

    sealed class Typed<TState>(Action<object?, TState> callback, TState state) : ScopeRelay
    {
        public override void Tell(object? scope) => callback(scope, state);
    }
}
