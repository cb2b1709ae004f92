namespace Stackbilt.Observability;

/// <summary>
/// Hands a span to a child process in its environment, <c>TRACEPARENT</c>, <c>TRACESTATE</c> and <c>BAGGAGE</c>, and reads what the own
/// parent has handed down (OpenTelemetry specification, "Environment Variables as Context Propagation Carriers").
/// </summary>
/// <remarks>Safe from any thread. Who starts a process that is not trusted does not call <c>Inject</c>.</remarks>
public static class EnvironmentPropagation
{
    /// <summary>Reads the environment of this process.</summary>
    /// <param name="propagator">The format; null for <see cref="HeaderPropagator.Current"/>.</param>
    /// <returns>The remote parent; <c>default</c>, which is not valid, where there is none.</returns>
    /// <remarks>Call it once, at the start: some reads of an environment are slow.</remarks>
    public static SpanContext Extract(HeaderPropagator? propagator = null) =>
        (propagator ?? HeaderPropagator.Current).Extract(
            0, static (_, field) => Environment.GetEnvironmentVariable(NameOf(field)));

    /// <summary>Reads the baggage in the environment of this process.</summary>
    /// <param name="propagator">The format; null for <see cref="HeaderPropagator.Current"/>.</param>
    /// <returns>The baggage; <see cref="Baggage.Empty"/> where there is none.</returns>
    /// <remarks>Call it once, at the start: some reads of an environment are slow.</remarks>
    public static Baggage ExtractBaggage(HeaderPropagator? propagator = null) =>
        (propagator ?? HeaderPropagator.Current).ExtractBaggage(
            0, static (_, field) => Environment.GetEnvironmentVariable(NameOf(field)));

    /// <summary>
    /// Writes a span and its baggage into the environment of a process that is about to be started,
    /// <c>ProcessStartInfo.Environment</c> for instance.
    /// </summary>
    /// <param name="span">The span that the process works for; null changes nothing.</param>
    /// <param name="environment">The environment; not null. What the format had in it before is taken away.</param>
    /// <param name="propagator">The format; null for <see cref="HeaderPropagator.Current"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    public static void Inject(Span? span, IDictionary<string, string?> environment, HeaderPropagator? propagator = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (span is not { Context: { IsValid: true } context })
            return;

        Inject(context, environment, propagator);
        (propagator ?? HeaderPropagator.Current).InjectBaggage(
            span.Baggage, environment, static (variables, field, value) => variables[NameOf(field)] = value);
    }

    /// <summary>
    /// Writes the environment of a process that is about to be started, without baggage: <c>ProcessStartInfo.Environment</c> for instance.
    /// </summary>
    /// <param name="context">The span that the process works for; one that is not valid changes nothing.</param>
    /// <param name="environment">The environment; not null. What the format had in it before is taken away.</param>
    /// <param name="propagator">The format; null for <see cref="HeaderPropagator.Current"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    public static void Inject(SpanContext context, IDictionary<string, string?> environment, HeaderPropagator? propagator = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (!context.IsValid)
            return;

        var format = propagator ?? HeaderPropagator.Current;
        // Else the state of this process's parent would stand beside the new parent.
        foreach (var field in format.Fields)
            environment.Remove(NameOf(field));

        format.Inject(context, environment, static (variables, field, value) => variables[NameOf(field)] = value);
    }

    /// <summary>The name of the variable for a header: upper case, and an underscore for whatever is no letter and no digit.</summary>
    /// <param name="field">The name of the header; not null.</param>
    /// <returns>The name of the variable; one that would begin with a digit has an underscore before it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="field"/> is null.</exception>
    public static string NameOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var name = string.Create(field.Length, field, static (name, field) =>
        {
            for (var place = 0; place < name.Length; place++)
                name[place] = char.IsAsciiLetterOrDigit(field[place]) ? char.ToUpperInvariant(field[place]) : '_';
        });
        return name is [>= '0' and <= '9', ..] ? "_" + name : name;
    }
}
