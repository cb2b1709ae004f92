using Stackbilt.Observability;

namespace Letters;

public sealed class NightShift(Tracer tracer, PostOffice post, MailRoom mail) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var letter in post.CollectAsync(stoppingToken))
        {
            await tracer.RunInSpan(
                tracer.StartRoot("letter.send"), // the first span of a trace, whatever is active
                active => mail.SendAsync(letter, active, stoppingToken));
        }
    }
}
