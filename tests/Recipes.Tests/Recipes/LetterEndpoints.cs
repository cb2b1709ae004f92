using Stackbilt.Observability;

namespace Letters;

public static class LetterEndpoints
{
    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/letters/{address}", async (string address, string? paper, RequestSpan request, MailRoom mail, CancellationToken stop) =>
        {
            request.Span?.SetAttribute("letter.paper", paper); // on the span of the request
            await mail.SendAsync(address, request.Span, stop);
            return Results.Accepted();
        });
    }
}
