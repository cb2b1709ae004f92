using Stackbilt.Observability;

namespace Carriers;

/// <summary>
/// What stands in the context. Whatever stands there has to be something that Orleans can write and copy, also where it leaves without
/// a call filter, with the items of a stream: this is written as an object with nothing in it.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("carriers.active")]
sealed class ActiveInCall
{
    public const string Prefix = "carriers.active.";

    [NonSerialized]
    readonly Attachment? _attachment;

    public ActiveInCall()
    {
    }

    public ActiveInCall(Attachment attachment) => _attachment = attachment;

    /// <summary>Null where it came from elsewhere.</summary>
    public Attachment? Attachment => _attachment;
}
