using Stackbilt.Observability;

namespace Letters;

public sealed class LetterRound(Tracer tracer, MailRoom mail, TimeProvider clock) : BackgroundService
{
    readonly PeriodicTimer _timer = new(TimeSpan.FromMinutes(5), clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            await tracer.RunInSpan(
                tracer.StartRoot("letter.round"), // one trace for each tick, and none for the loop
                active => mail.SendAsync("the tray", active, stoppingToken));
        }
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }
}
