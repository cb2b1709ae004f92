using Stackbilt.Observability;

namespace Letters;

public sealed class Mailing(Tracer tracer, MailRoom mail)
{
    public Task SendAllAsync(IEnumerable<string> letters, Span? parent, CancellationToken stop = default) =>
        tracer.RunInSpan(
            (parent ?? ActiveSpan.Current)?.StartChild("mailing.send"),
            all => Parallel.ForEachAsync(letters, stop, async (letter, stopOne) =>
                await tracer.RunInSpan(
                    all?.StartChild("letter.send"), // below all, whatever the carrier finds active here
                    one => mail.SendAsync(letter, one, stopOne))));
}
