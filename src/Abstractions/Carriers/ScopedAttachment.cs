namespace Stackbilt.Observability;

/// <summary>
/// An attachment that a scope can close. The scope is known by an object of its own, so that a copy does not need the
/// original, nor what was attached around that.
/// </summary>
sealed class ScopedAttachment(Attachment? outer, AttachmentScope scope) : Attachment(outer, scope.Reference)
{
    public AttachmentScope Scope => scope;

    private protected override Attachment CopyAlone() => new ScopedAttachment(outer: null, scope);
}
