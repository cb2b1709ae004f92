namespace Stackbilt.Observability;

/// <summary>A carrier that configuration can name. A delegate and no <see cref="Type"/>, so that it can be trimmed.</summary>
sealed record CarrierRegistration(string Name, Func<IServiceProvider, IContextCarrier> Create)
{
    public bool IsNamed(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
