using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Stackbilt.Observability.Tests;

/// <summary>A host in trouble: its configuration, its carriers, its clock, and what it says.</summary>
sealed class Situation : IDisposable
{
    readonly Log _log = new();

    public Situation(params (string Key, string? Value)[] settings)
    {
        Builder = Hosts.Builder([.. settings.Select(setting => ("Stackbilt:Observability:" + setting.Key, setting.Value))]);
        Builder.Logging.AddProvider(_log);
        Builder.Services.AddSingleton<TimeProvider>(Time);
        Observability = Builder.AddStackbiltObservability().AddProcessor(Spans);
    }

    public HostApplicationBuilder Builder { get; }

    public ObservabilityBuilder Observability { get; }

    public FakeTimeProvider Time { get; } = new();

    public SpanRecorder Spans { get; } = new();

    /// <summary>What the host has logged so far, one message a line.</summary>
    public string Said => string.Join('\n', _log.Lines.Select(line => $"{line.Level}: {line.Text}"));

    /// <summary>Without the faults of carriers that no host owns: the suite's own, which run beside this in one process.</summary>
    public IEnumerable<string> Warnings => _log.Lines
        .Where(line => line.Level >= LogLevel.Warning)
        .Select(line => line.Text)
        .Where(static text => !text.Contains("Stackbilt.Observability.Conformance.", StringComparison.Ordinal));

    public Situation With(string name, Func<IServiceProvider, IContextCarrier> create)
    {
        Observability.AddCarrier(name, create);
        return this;
    }

    public Situation WithFaulty(string name, Func<string, Fault> next) => With(name, _ => new FaultyCarrier(next));

    public void Dispose() => _log.Dispose();

    public Task<IHost> StartAsync() => Builder.StartAsync();

    /// <summary>The message with which the host does not start.</summary>
    public async Task<string> RefusalAsync()
    {
        using var host = Builder.Build();
        return (await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync())).Message;
    }
}
