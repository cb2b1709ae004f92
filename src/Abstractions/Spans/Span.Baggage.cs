namespace Stackbilt.Observability;

public abstract partial class Span
{
    /// <summary>
    /// The names and values that travel with the span, to its children and in the headers of what it calls; never null. A child has
    /// what its parent had when it started. They are no attributes: nothing records or exports them.
    /// </summary>
    /// <remarks>
    /// Of a span that is an <see cref="Activity"/>, the baggage of the activity, with what its parents have: read anew each time, and an
    /// object is made where there is some. One field read otherwise.
    /// </remarks>
    public virtual Baggage Baggage => Baggage.Empty;

    /// <summary>Sets one entry of the baggage, for this span and for the children that are started after. Its parent keeps its own.</summary>
    /// <param name="key">The key; not null. Letters, digits and <c>!#$%&amp;'*+-.^_`|~</c>, since that is what a header can carry.</param>
    /// <param name="value">The value, any text; null takes the key away.</param>
    /// <returns>
    /// The span that has it: this one. In a trace that nobody records, children share one object, and there it is a span of its own: go
    /// on with what this answers, <c>using var span = parent.StartChild("order").SetBaggage("tenant", "7");</c>
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">A header cannot carry the key.</exception>
    /// <remarks>Who is called gets to read it, in this process and behind it: nothing secret, and nothing personal.</remarks>
    public Span SetBaggage(string key, string? value)
    {
        BaggageGrammar.Check(key, metadata: null);
        return ChangeBaggage(new BaggageEntry(key, value!), whole: null);
    }

    /// <summary>
    /// Gives the span another baggage, for itself and for the children that are started after: that of another span, for work that
    /// begins a trace of its own and shall keep it, or <see cref="Observability.Baggage.Empty"/> for work that shall not.
    /// </summary>
    /// <param name="baggage">The baggage; not null.</param>
    /// <returns>The span that has it: as with <see cref="SetBaggage(string, string)"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="baggage"/> is null.</exception>
    public Span SetBaggage(Baggage baggage)
    {
        ArgumentNullException.ThrowIfNull(baggage);
        return ChangeBaggage(entry: default, baggage);
    }

    /// <summary>The one method behind the public ones. Keeps no baggage unless overridden. Must not throw.</summary>
    /// <param name="entry">The entry to set, or to take away where its value is null; <c>default</c> where all is set at once.</param>
    /// <param name="whole">All that the span has from here on; null where it is one entry.</param>
    /// <returns>The span that has it.</returns>
    protected virtual Span ChangeBaggage(BaggageEntry entry, Baggage? whole) => this;
}
