using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>
/// How the last scopes that were opened on this thread can be closed without a write: by giving the flow the same execution
/// context back that it had.
/// </summary>
/// <remarks>
/// Nothing but the garbage collector's own reference leads here, so a scope that is never closed keeps no context alive: a
/// collection drops all of it, and what is not found here is closed by a write, with the same answers.
/// </remarks>
sealed class WaysBack
{
    // A power of two. Scopes nested deeper than this are closed by a write.
    const int Most = 8;

    [ThreadStatic]
    static WeakReference<WaysBack>? _ofThread;

    readonly WayBack[] _ways = new WayBack[Most];
    int _last;

    /// <summary>Remembers a write that has just been made: of a slot that lives in the execution context, and nowhere else.</summary>
    public static void Remember(AttachmentScope scope, Attachment? slotBefore, ExecutionContext before)
    {
        var ways = _ofThread is { } ofThread && ofThread.TryGetTarget(out var kept) ? kept : Create();
        ref var way = ref ways._ways[++ways._last & (Most - 1)];
        way.Scope = scope;
        way.SlotBefore = slotBefore;
        way.Before = before;
        way.Inside = ExecutionContext.Capture();
    }

    /// <summary>
    /// Closes the scope that was opened last on this thread, where nothing but its attachment has changed in the flow since,
    /// and where the slot from before is what would be written now.
    /// </summary>
    public static bool TryGo(AttachmentScope scope) =>
        _ofThread is { } ofThread && ofThread.TryGetTarget(out var ways) && ways.TryGoBack(scope);

    bool TryGoBack(AttachmentScope scope)
    {
        ref var way = ref _ways[_last & (Most - 1)];
        if (way.Scope != scope || way.Inside is null || way.Inside != ExecutionContext.Capture())
            return false;

        var (slotBefore, before) = (way.SlotBefore, way.Before!);
        way = default;
        _last--;
        if (slotBefore is { HasEnded: true })
            return false;

        scope.Close();
        ExecutionContext.Restore(before);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WaysBack Create()
    {
        var created = new WaysBack();
        if (_ofThread is { } ofThread)
            ofThread.SetTarget(created);
        else
            _ofThread = new WeakReference<WaysBack>(created);

        return created;
    }

    struct WayBack
    {
        public AttachmentScope? Scope;
        public Attachment? SlotBefore;
        public ExecutionContext? Before;
        public ExecutionContext? Inside;
    }
}
