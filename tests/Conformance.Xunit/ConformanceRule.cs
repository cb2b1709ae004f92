using Xunit.Abstractions;

namespace Stackbilt.Observability.Conformance.Xunit;

/// <summary>A rule as the argument of a test: it travels between xunit's processes by its id, and shows id and title.</summary>
public sealed class ConformanceRule : IXunitSerializable
{
    /// <summary>For xunit, which fills it in.</summary>
    public ConformanceRule()
        : this("")
    {
    }

    /// <summary>Names a rule.</summary>
    /// <param name="id">The id: <c>NEST-01</c>.</param>
    public ConformanceRule(string id) => Id = id;

    /// <summary>The id: <c>NEST-01</c>.</summary>
    public string Id { get; private set; }

    /// <summary>Takes the id out.</summary>
    /// <param name="info">Where it is; not null.</param>
    public void Deserialize(IXunitSerializationInfo info) => Id = info.GetValue<string>(nameof(Id));

    /// <summary>Puts the id in.</summary>
    /// <param name="info">Where to; not null.</param>
    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Id), Id);

    /// <summary>Id and title.</summary>
    public override string ToString() => ConformanceSuite.Find(Id).ToString();
}
