using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>One key of the section, with what of its values is accepted.</summary>
/// <param name="Name">The key.</param>
/// <param name="Accepted">What is accepted, in words that fit after "it must be".</param>
abstract record Setting(string Name, string Accepted)
{
    /// <summary>Takes the text over into the options; false, and no change, for one that cannot work.</summary>
    public abstract bool TryRead(string? text, ObservabilityOptions options);

    /// <summary>The options' value, where it cannot work; null where it can.</summary>
    public abstract string? Refused(ObservabilityOptions options);

    public string Complaint(string section, string shown) => $"{section}:{Name} is {shown}; it must be {Accepted}.";
}

/// <summary>Reads a text; false for one that is not a <typeparamref name="T"/>.</summary>
delegate bool Parse<T>(string text, out T value);

/// <summary>One key of the section, by the type of its value.</summary>
sealed record Setting<T>(
    string Name,
    string Accepted,
    Parse<T> Parse,
    Func<ObservabilityOptions, T> Get,
    Action<ObservabilityOptions, T> Set,
    Predicate<T> Accepts)
    : Setting(Name, Accepted)
{
    public override bool TryRead(string? text, ObservabilityOptions options)
    {
        // The word null says nothing where that is the default.
        if (text is null)
            return default(T) is null;

        if (!Parse(text, out var value) || !Accepts(value))
            return false;

        Set(options, value);
        return true;
    }

    public override string? Refused(ObservabilityOptions options)
    {
        var value = Get(options);
        return Accepts(value) ? null : string.Create(CultureInfo.InvariantCulture, $"{value}");
    }
}
