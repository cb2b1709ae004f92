using System.Globalization;
using System.Text.RegularExpressions;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>"The shortest program that was found" is one: with any one of its steps left out it goes right.</summary>
public sealed partial class ShortestTests
{
    public static TheoryData<string> Carriers =>
    [
        nameof(PoppingCarrier), nameof(PassesMasksCarrier), nameof(LiftsAllMasksCarrier), nameof(HidesOneCarrier),
        nameof(MaskTakesInsideCarrier), nameof(LooksAtInnermostCarrier), nameof(KeepsEndedCarrier), nameof(IgnoresNullCarrier),
    ];

    [Fact]
    public async Task A_step_that_can_be_left_out_only_after_another_is_left_out_too()
    {
        // Goes wrong with 3 and 7, and while there is a 5 also only with a 1.
        static bool IsWrong(int[] steps) => steps.Contains(3) && steps.Contains(7) && (!steps.Contains(5) || steps.Contains(1));

        foreach (var seed in Enumerable.Range(0, 100))
        {
            var steps = Enumerable.Range(0, 20).ToArray();
            new Random(seed).Shuffle(steps);

            Assert.Equal([3, 7], (await ShortestAsync(steps, IsWrong)).Order());
        }
    }

    [Fact]
    public async Task No_step_of_any_that_go_wrong_can_be_left_out()
    {
        foreach (var seed in Enumerable.Range(0, 500))
        {
            // What goes wrong is a matter of chance, the same each time for the same steps.
            bool IsWrong(int[] steps) => steps.Length > 0 && new Random(steps.Aggregate(seed, static (hash, step) => unchecked((hash * 31) + step))).Next(4) == 0;
            var steps = Enumerable.Range(0, 30).ToArray();
            if (!IsWrong(steps))
                continue;

            var shortest = await ShortestAsync(steps, IsWrong);

            Assert.True(IsWrong(shortest));
            Assert.DoesNotContain(shortest.Select((_, at) => LeaveOut(shortest, at)), IsWrong);
        }
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task No_line_of_a_printed_program_can_be_left_out(string carrier)
    {
        var broken = BrokenCarriers.FactoryOf(BrokenCarriers.All.Single(type => type.Name == carrier));
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var result = await ConformanceSuite.Find("SCOPE-21").CheckAsync(broken, new ConformanceOptions { Seed = seed });
            var lines = result.Message.Split('\n').Where(static line => line.StartsWith("    flow 0: ", StringComparison.Ordinal)).ToArray();

            Assert.True(GoesWrong(broken(), lines), result.Message);
            for (var at = 0; at < lines.Length; at++)
                Assert.False(GoesWrong(broken(), LeaveOut(lines, at)), $"without line {at}: {result.Message}");
        }
    }

    static Task<int[]> ShortestAsync(int[] steps, Func<int[], bool> isWrong) =>
        Shortest.FindAsync(steps, steps, static shorter => Task.FromResult(shorter), isWrong);

    static T[] LeaveOut<T>(T[] all, int at) => [.. all[..at], .. all[(at + 1)..]];

    /// <summary>Whether a carrier and one that conforms differ after some line.</summary>
    static bool GoesWrong(IContextCarrier carrier, string[] lines)
    {
        var (replayed, expected) = (new Replay(carrier), new Replay(new SoundCarrier()));
        var flow = ExecutionContext.Capture()!;
        var differ = false;

        // What is redundant may do anything, so a program leaves it out.
        ExecutionContext.Run(
            flow, _ => differ = lines.Any(line => !expected.IsRedundant(line) && replayed.Do(line) != expected.Do(line)), null);
        return differ;
    }

    /// <summary>Does what a printed line says.</summary>
    sealed partial class Replay(IContextCarrier carrier)
    {
        readonly Dictionary<string, Span> _spans = [];
        readonly Dictionary<int, (CarrierScope Scope, Span? Span)> _scopes = [];
        readonly Tracer _tracer = new(new NullCarrier());

        public bool IsRedundant(string line) =>
            (Attach().Match(line) is { Success: true } attach && Span(attach.Groups[2].Value) == carrier.Current)
            || (UntilEnd().Match(line) is { Success: true } untilEnd && Span(untilEnd.Groups[1].Value) == carrier.Current);

        /// <summary>What the close told, where that is certain, and the name of what is current.</summary>
        public (DetachResult Told, string? Current) Do(string line)
        {
            DetachResult told = default;
            if (Attach().Match(line) is { Success: true } attach)
            {
                var span = Span(attach.Groups[2].Value);
                _scopes[Number(attach)] = (carrier.Attach(span), span);
            }
            else if (Close().Match(line) is { Success: true } close)
            {
                if (_scopes.TryGetValue(Number(close), out var closing) && closing.Scope.Detach() is var result && closing.Span is not { HasEnded: true })
                    told = result;
            }
            else if (UntilEnd().Match(line) is { Success: true } untilEnd)
            {
                carrier.AttachUntilEnd(Span(untilEnd.Groups[1].Value)!);
            }
            else
            {
                Span(End().Match(line).Groups[1].Value)!.End();
            }

            return (told, carrier.Current?.Name);
        }

        static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

        Span? Span(string name) =>
            name == "null" ? null : _spans.TryGetValue(name, out var span) ? span : _spans[name] = _tracer.StartRoot(name);

        [GeneratedRegex(@"scope (\d+) = attach (\w+)$")]
        private static partial Regex Attach();

        [GeneratedRegex(@"close scope (\d+)$")]
        private static partial Regex Close();

        [GeneratedRegex(@"attach (\w+) until it ends$")]
        private static partial Regex UntilEnd();

        [GeneratedRegex(@"end (\w+)$")]
        private static partial Regex End();
    }
}
