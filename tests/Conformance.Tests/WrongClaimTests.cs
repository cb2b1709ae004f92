using Stackbilt.Observability.Tests;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>A claim that is wrong by one word: every failure that comes of it says which word to change, and how.</summary>
public sealed class WrongClaimTests
{
    const CarrierCapabilities PassesToWork = CarrierCapabilities.PassesToWork;
    const CarrierCapabilities Ambient = CarrierCapabilities.Ambient;
    const CarrierCapabilities AcrossAwait = CarrierCapabilities.FlowsAcrossAwait;
    const CarrierCapabilities IntoForks = CarrierCapabilities.FlowsIntoForks;
    const CarrierCapabilities Adopts = CarrierCapabilities.AdoptsActivities;
    const CarrierCapabilities Everything = SoundCarrier.Everything;

    /// <summary>What it claims, and a carrier that can do all of it but the word.</summary>
    static readonly Dictionary<CarrierCapabilities, (CarrierCapabilities Claims, Func<IContextCarrier> Carrier)> TooMuch = new()
    {
        [PassesToWork] = (Everything, static () => new HandsNothingCarrier()),
        [Ambient] = (PassesToWork | Ambient, static () => new ExplicitCarrier()),
        [AcrossAwait] = (PassesToWork | Ambient | AcrossAwait, static () => new CallBoundCarrier()),
        [IntoForks] = (PassesToWork | Ambient | IntoForks, static () => new CallBoundCarrier()),
        [Adopts] = (Everything | Adopts, static () => new AsyncLocalCarrier()),
    };

    /// <summary>What it claims, and a carrier that can do the word as well.</summary>
    static readonly Dictionary<CarrierCapabilities, (CarrierCapabilities Claims, Func<IContextCarrier> Carrier)> TooLittle = new()
    {
        [PassesToWork] = (Everything & ~PassesToWork, static () => new AsyncLocalCarrier()),
        [Ambient] = (PassesToWork, static () => new CallBoundCarrier()),
        [AcrossAwait] = (Everything & ~AcrossAwait, static () => new AsyncLocalCarrier()),
        [IntoForks] = (Everything & ~IntoForks, static () => new AsyncLocalCarrier()),
        [Adopts] = (Everything, static () => new ActivityCarrier()),
    };

    public static TheoryData<CarrierCapabilities> Words => [PassesToWork, Ambient, AcrossAwait, IntoForks, Adopts];

    [Fact]
    public void Every_word_is_here() =>
        Assert.Equal(Enum.GetValues<CarrierCapabilities>().Where(static word => word != 0), TooMuch.Keys);

    [Theory]
    [MemberData(nameof(Words))]
    public Task A_word_too_much_is_to_be_taken_out(CarrierCapabilities word) =>
        EveryFailureSaysAsync(TooMuch[word], $"\n  claims:    {word} is claimed. If the carrier cannot do this, take it out.");

    [Theory]
    [MemberData(nameof(Words))]
    public Task A_word_too_little_is_to_be_claimed(CarrierCapabilities word) =>
        EveryFailureSaysAsync(TooLittle[word], $"\n  claims:    {word} is not claimed. If the carrier can do this, claim it.");

    static async Task EveryFailureSaysAsync((CarrierCapabilities Claims, Func<IContextCarrier> Carrier) wrong, string advice)
    {
        var results = await ConformanceSuite.RunAsync(() => new ClaimingCarrier(wrong.Carrier(), wrong.Claims), Patience.Options);

        var failed = results.Where(static result => result.Outcome == RuleOutcome.Failed).ToArray();
        Assert.NotEmpty(failed);
        Assert.All(failed, result => Assert.EndsWith(advice, result.Message, StringComparison.Ordinal));
    }
}
