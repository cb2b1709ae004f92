namespace Stackbilt.Observability.Conformance;

/// <summary>One rule of the specification, with the code that checks it against a carrier.</summary>
/// <remarks>
/// All words come from <c>docs/spec.md</c>, which is part of this assembly. Unchanging; safe from any thread, and any number
/// of checks may run at once.
/// </remarks>
public sealed class Rule
{
    internal Rule(RuleText text, RuleBody body)
    {
        Id = text.Id;
        Title = text.Title;
        Group = text.Group;
        Statement = text.Statement;
        Capabilities = text.Capabilities;
        With = text.With;
        Without = text.Without;
        UsualCause = text.Cause;
        Body = body;
    }

    /// <summary>The stable id: <c>NEST-01</c>.</summary>
    public string Id { get; }

    /// <summary>A few words for a list of tests.</summary>
    public string Title { get; }

    /// <summary>The group of rules that it belongs to: <c>Nesting</c>.</summary>
    public string Group { get; }

    /// <summary>What is demanded, in the words of RFC 2119.</summary>
    public string Statement { get; }

    /// <summary>
    /// What a carrier must claim for the rule to hold in full. A carrier that does not claim all of it must answer with
    /// nothing instead, and the rule checks that.
    /// </summary>
    public CarrierCapabilities Capabilities { get; }

    /// <summary>What must be seen of a carrier that claims all of <see cref="Capabilities"/>.</summary>
    public string With { get; }

    /// <summary>What must be seen of a carrier that does not: nothing, in one shape or another.</summary>
    public string Without { get; }

    /// <summary>What is usually wrong with a carrier that breaks the rule.</summary>
    public string UsualCause { get; }

    /// <summary>Checks the rule against a carrier. Never throws for a carrier that is wrong: that is a result.</summary>
    /// <param name="createCarrier">Gives a new carrier at each call; not null. A rule may need several.</param>
    /// <param name="options">Time limit and seed; null for the usual ones.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="createCarrier"/> is null.</exception>
    public Task<RuleResult> CheckAsync(Func<IContextCarrier> createCarrier, ConformanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(createCarrier);
        options ??= ConformanceOptions.Usual;
        options.Starting?.Invoke(this);
        return RuleRunner.RunAsync(this, Body, createCarrier, options);
    }

    internal RuleBody Body { get; }

    /// <summary>Where the rule stands in the specification, as a link from a page beside it.</summary>
    internal string Link => "spec.md#" + new string(
        [.. $"{Id} {Title}".ToLowerInvariant().Where(static letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')
            .Select(static letter => letter == ' ' ? '-' : letter)]);

    /// <summary>Id and title.</summary>
    public override string ToString() => $"{Id} {Title}";
}
