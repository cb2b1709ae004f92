namespace Stackbilt.Observability;

/// <summary>
/// The copy of an attachment that stays when one below it is closed first. It remembers the original, by which a later
/// close of its own scope finds it.
/// </summary>
sealed class SplicedAttachment(Attachment? outer, Attachment copied) : Attachment(outer, copied.Reference)
{
    internal override Attachment Original { get; } = copied.Original;
}
