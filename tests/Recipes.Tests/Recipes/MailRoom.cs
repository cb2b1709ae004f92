using Stackbilt.Observability;

namespace Letters;

public sealed class MailRoom(PostOffice post)
{
    public async Task SendAsync(string letter, Span? parent, CancellationToken stop = default)
    {
        using (parent?.StartChild("letter.print")) // below the span that was given
            await Task.Yield();

        await post.AcceptAsync(letter, stop); // given nothing: deep code asks ActiveSpan.Current
    }
}
