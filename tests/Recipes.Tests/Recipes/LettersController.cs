using Microsoft.AspNetCore.Mvc;
using Stackbilt.Observability;

namespace Letters;

[ApiController]
[Route("office/letters")]
public sealed class LettersController(RequestSpan request, MailRoom mail) : ControllerBase
{
    [HttpPost("{address}")]
    public async Task<IActionResult> Send(string address, CancellationToken stop)
    {
        await mail.SendAsync(address, request.Span, stop);
        return Accepted();
    }
}
