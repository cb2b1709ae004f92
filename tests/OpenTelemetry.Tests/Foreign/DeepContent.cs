using System.Net;

namespace Stackbilt.Observability.Tests;

/// <summary>A body that is made while it is sent.</summary>
sealed class DeepContent(Func<Task> make) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await make();
        await stream.WriteAsync("cards"u8.ToArray());
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
