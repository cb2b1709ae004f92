using Microsoft.Extensions.Configuration;

namespace Stackbilt.Observability;

/// <summary>A section of the configuration that the options were bound to, so that a message can name it.</summary>
sealed record ConfiguredSection(IConfigurationSection Section)
{
    public bool NamesCarrier => Section[nameof(ObservabilityOptions.Carrier)] is not null;
}
