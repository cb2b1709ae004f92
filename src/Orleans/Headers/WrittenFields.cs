using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>Which fields of a header format were written into the <see cref="RequestContext"/>.</summary>
/// <param name="fields">All that may be.</param>
sealed class WrittenFields(IReadOnlyList<string> fields)
{
    // The usual format writes one field.
    string? _first;
    HashSet<string>? _others;

    public void Note(string name)
    {
        if (_first is null)
            _first = name;
        else
            (_others ??= []).Add(name);
    }

    /// <summary>What was there before in the others goes.</summary>
    public void RemoveOthers()
    {
        for (var place = 0; place < fields.Count; place++)
        {
            var field = fields[place];
            if (field != _first && _others?.Contains(field) != true)
                RequestContext.Remove(field);
        }
    }
}
