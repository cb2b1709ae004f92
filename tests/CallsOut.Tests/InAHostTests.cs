using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Every call of a host into code of others, throwing what cannot even be read: the host starts, goes on with another carrier,
/// does its work, checks the first again, and stops.
/// </summary>
public sealed class InAHostTests : IDisposable
{
    readonly SpanRecorder _recorder = new();
    readonly AllFaults _faults = new();

    internal static readonly string[] Names =
    [
        "IContextCarrier.Capabilities", "IContextCarrier.Current", "IContextCarrier.Attach", "IContextCarrier.AttachUntilEnd",
        "IScopeOwner.Detach", "IDisposable.Dispose", "ISpanProcessor.OnStart", "ISpanProcessor.OnEnd",
        "MeterListener.MeasurementEventCallback", "MeterListener.InstrumentPublished", "MeterListener.MeasurementsCompleted",
        "EventListener.OnEventWritten", "TracingFaults.Reported", "TracingMisuse.Reported",
        "ILoggerFactory.CreateLogger", "ILogger.IsEnabled", "ILogger.Log", "AddCarrier.create",
    ];

    public static TheoryData<string> CallsOut => [.. Names];

    public void Dispose() => _faults.Dispose();

    [Theory]
    [MemberData(nameof(CallsOut))]
    public Task From_the_start(string callOut) =>
        UnreadableException.NeverComesOutAsync(() => RunAsync(callOut, fromTheStart: true, strict: false));

    [Theory]
    [MemberData(nameof(CallsOut))]
    public Task In_strict_mode(string callOut) =>
        UnreadableException.NeverComesOutAsync(() => RunAsync(callOut, fromTheStart: true, strict: true));

    [Theory]
    [MemberData(nameof(CallsOut))]
    [InlineData("TimeProvider.CreateTimer")]
    public Task While_it_runs(string callOut) =>
        UnreadableException.NeverComesOutAsync(() => RunAsync(callOut, fromTheStart: false, strict: false));

    [Theory]
    [InlineData("IContextCarrier.Capabilities")]
    [InlineData("IContextCarrier.Current")]
    [InlineData("IContextCarrier.Attach")]
    [InlineData("IScopeOwner.Detach")]
    [InlineData("AddCarrier.create")]
    public async Task The_log_says_which_carrier_was_passed_over(string callOut)
    {
        var logs = new ThrowingLogs(new Thrower("nowhere"));
        using var host = Host(new Thrower(callOut), logs, TimeProvider.System, strict: false);

        await host.StartAsync();

        Assert.Equal("AsyncLocal", host.Services.GetRequiredService<CarrierDecision>().Chosen);
        Assert.Contains(logs.Lines, line =>
            line.StartsWith("Warning: The carrier Throwing was passed over", StringComparison.Ordinal)
            && line.Contains(nameof(UnreadableException), StringComparison.Ordinal));
        await host.StopAsync();
    }

    [Fact]
    public async Task The_log_has_faults_whose_exception_cannot_be_read()
    {
        var logs = new ThrowingLogs(new Thrower("nowhere"));
        using var host = Host(new Thrower("ISpanProcessor.OnStart"), logs, TimeProvider.System, strict: false);

        await host.StartAsync();
        host.Services.GetRequiredService<Tracer>().StartRoot("root").End();
        await host.StopAsync();

        Assert.Contains(logs.Lines, line => line.Contains(".ThrowingProcessor.OnStart.", StringComparison.Ordinal));
    }

    async Task RunAsync(string callOut, bool fromTheStart, bool strict)
    {
        var thrower = new Thrower(callOut) { IsOn = fromTheStart };
        using var listeners = new ThrowingListeners(thrower, source: null);
        var time = new ThrowingTime(thrower);
        using (var host = Host(thrower, new ThrowingLogs(thrower), time, strict))
        {
            await host.StartAsync();
            thrower.IsOn = true;
            var tracer = host.Services.GetRequiredService<Tracer>();
            for (var run = 0; run < 3; run++)
            {
                _recorder.Clear();
                await EverydayProgram.RunAsync(tracer);
                Assert.Equal(
                    ["active", "renamed", "inside", "failing", "root", "late", "outside"],
                    _recorder.Spans.Select(span => span.Name));
                time.Advance(TimeSpan.FromMinutes(1));
            }

            await host.StopAsync();
        }

        Assert.Null(ActiveSpan.Current);
        if (thrower.HasThrown && !IsToldOtherwise(callOut, fromTheStart))
            Assert.True(_faults.HasReported(thrower.Exception));
    }

    IHost Host(Thrower thrower, ThrowingLogs logs, TimeProvider time, bool strict)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(logs));
        builder.Services.AddSingleton(time);
        builder.AddStackbiltObservability(options =>
            {
                options.Carrier = "Throwing";
                options.Fallback = [CarrierNames.AsyncLocal];
                options.FaultLimit = 3;
                options.Strict = strict;
            })
            .AddCarrier("Throwing", _ =>
            {
                thrower.At("AddCarrier.create");
                return new ThrowingCarrier(thrower);
            })
            .AddProcessor(new ThrowingProcessor(thrower))
            .AddProcessor(_recorder);
        return builder.Build();
    }

    /// <summary>What the check finds goes to the decision; the rest is as in a tracer.</summary>
    static bool IsToldOtherwise(string callOut, bool fromTheStart) => callOut switch
    {
        "EventListener.OnEventWritten" or "TracingFaults.Reported" or "IContextCarrier.Capabilities" => true,
        "IContextCarrier.Current" or "IContextCarrier.Attach" or "IScopeOwner.Detach" or "AddCarrier.create" => fromTheStart,
        _ => false,
    };
}
