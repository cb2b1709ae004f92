using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

public class AtTheStartTests
{
    [Fact]
    public async Task Name_unknown() =>
        Snapshot.Matches(await new Situation(("Carrier", "Nonsense")).RefusalAsync());

    [Fact]
    public async Task Name_of_a_fallback_unknown() =>
        Snapshot.Matches(await new Situation(("Fallback", "Explicit, Nonsense")).RefusalAsync());

    [Fact]
    public async Task Two_with_one_name() =>
        Snapshot.Matches(await new Situation().With("Explicit", static _ => new SlotCarrier()).RefusalAsync());

    [Fact]
    public async Task Every_value_wrong() => Snapshot.Matches(await new Situation(
        ("Carrier", "Nonsense"),
        ("Enabled", "maybe"),
        ("Strict", ""),
        ("SamplingRatio", "1,5"),
        ("ServiceName", " "),
        ("Guard", "7"),
        ("FaultLimit", "1"),
        ("FaultWindow", "5"),
        ("BreakDuration", "soon")).RefusalAsync());

    [Fact]
    public async Task Factory_throws() => Snapshot.Matches(
        await new Situation(("Carrier", "Slot")).With("Slot", Throwing).RefusalAsync());

    [Fact]
    public async Task Factory_throws_and_a_fallback_serves() => await ExpectAsync(
        new Situation(("Carrier", "Slot"), ("Fallback", "Explicit")).With("Slot", Throwing),
        CarrierNames.Explicit);

    [Fact]
    public async Task Check_fails() => Snapshot.Matches(
        await new Situation(("Carrier", "Slot")).With("Slot", Posing).RefusalAsync());

    [Fact]
    public async Task Check_fails_and_a_fallback_serves() => await ExpectAsync(
        new Situation(("Carrier", "Slot"), ("Fallback", "AsyncLocal")).With("Slot", Posing),
        CarrierNames.AsyncLocal);

    [Fact]
    public async Task Check_hangs()
    {
        using var released = new ManualResetEventSlim();
        using var situation = new Situation(("Carrier", "Slot"));
        situation.WithFaulty("Slot", _ =>
        {
            situation.Time.Advance(TimeSpan.FromSeconds(5));
            released.Wait();
            return Fault.None;
        });

        try
        {
            // So that a check without a limit fails here, and does not hang.
            Snapshot.Matches(await Task.Run(situation.RefusalAsync).WaitAsync(TimeSpan.FromMinutes(1)));
        }
        finally
        {
            released.Set();
        }
    }

    [Fact]
    public async Task Fallback_also_fails() => Snapshot.Matches(
        await new Situation(("Carrier", "Slot"), ("Fallback", "Other"))
            .With("Slot", Throwing)
            .With("Other", static _ => null!)
            .RefusalAsync());

    [Fact]
    public async Task Disabled()
    {
        using var situation = new Situation(("Enabled", "false"), ("Carrier", "Slot")).With("Slot", Throwing);
        using (var host = await situation.StartAsync())
        {
            var tracer = host.Services.GetRequiredService<Tracer>();
            using var span = tracer.StartRoot("root");
            Assert.False(span.IsRecording);
            Assert.False(span.Context.IsValid);
            Assert.Null(tracer.Carrier.RunWithSpan(span, _ => tracer.Current));
            await host.StopAsync();
        }

        Assert.Empty(situation.Spans.Spans);
        Snapshot.Matches(situation.Said);
    }

    [Fact]
    public async Task Unknown_setting()
    {
        using var situation = new Situation(("Carier", "Explicit"));
        using var host = await situation.StartAsync();
        await host.StopAsync();

        Snapshot.Matches(string.Join('\n', situation.Warnings));
    }

    [Fact]
    public async Task What_is_asked_for_and_works()
    {
        using var situation = new Situation(("Carrier", "Slot"), ("Fallback:0", "AsyncLocal"), ("Fallback:1", "Null"))
            .With("Slot", static _ => new SlotCarrier());
        using var host = await situation.StartAsync();
        await host.StopAsync();

        Snapshot.Matches(situation.Said);
    }

    [Fact]
    public async Task Null_is_never_chosen_unless_it_is_named()
    {
        var refusal = await new Situation(("Carrier", "Slot")).With("Slot", Throwing).RefusalAsync();
        Assert.DoesNotContain("Null (", refusal, StringComparison.Ordinal);

        await ChoosesAsync(new Situation(("Carrier", "Slot"), ("Fallback", "Null")).With("Slot", Throwing), CarrierNames.Null);
    }

    static IContextCarrier Throwing(IServiceProvider services) => throw new NotSupportedException("not on this machine");

    /// <summary>A carrier that claims to be ambient, and keeps nothing.</summary>
    static IContextCarrier Posing(IServiceProvider services) => new FaultyCarrier(
        static operation => operation == nameof(IContextCarrier.Current) ? Fault.AnswersNull : Fault.None);

    static async Task ExpectAsync(
        Situation situation,
        string chosen,
        [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        await ChoosesAsync(situation, chosen);
        Snapshot.Matches(situation.Said, test: test);
    }

    static async Task ChoosesAsync(Situation situation, string chosen)
    {
        using var host = await situation.StartAsync();
        Assert.Equal(chosen, host.Services.GetRequiredService<CarrierDecision>().Chosen);
        await host.StopAsync();
    }
}
