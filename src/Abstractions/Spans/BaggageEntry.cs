namespace Stackbilt.Observability;

/// <summary>One entry of a <see cref="Baggage"/> (W3C Baggage, section 3.3.1, "list-member").</summary>
/// <remarks>A value; safe from any thread.</remarks>
/// <param name="Key">The name: letters, digits and <c>!#$%&amp;'*+-.^_`|~</c>. Upper and lower case are two keys.</param>
/// <param name="Value">The value, as text and not as it is written in a header; any text, the empty one too.</param>
/// <param name="Metadata">
/// The properties that stood after the value in a header, as they came, <c>ttl=30;once</c> for instance; null where there are none.
/// </param>
public readonly record struct BaggageEntry(string Key, string Value, string? Metadata = null);
