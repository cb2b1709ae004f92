namespace Stackbilt.Observability;

/// <summary>The platform cannot give a flow an execution context back: every scope is closed by a write.</summary>
static class WaysBack
{
    public static void Remember(AttachmentScope scope, Attachment? slotBefore, ExecutionContext before)
    {
    }

    public static bool TryGo(AttachmentScope scope) => false;
}
