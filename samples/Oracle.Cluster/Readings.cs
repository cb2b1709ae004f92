using OracleService;
using Stackbilt.Observability;
using Tarotscript;

namespace OracleCluster;

/// <summary><c>POST /run</c>: classifies a script, and lets a grain interpret it.</summary>
static class Readings
{
    public static void MapReadings(this WebApplication app) => app.MapPost("/run", RunAsync);

    static async Task<IResult> RunAsync(HttpContext http, IGrainFactory grains)
    {
        var request = http.GetRequestSpan();
        using var body = new StreamReader(http.Request.Body);
        var text = await body.ReadToEndAsync(http.RequestAborted);
        try
        {
            var script = Scaffold.Classify(request, text);
            CardReading reading;
            using (HandedOn.To(request))
                reading = await grains.GetGrain<IReader>(script.Title).ReadAsync(text, http.RequestAborted);

            return Results.Ok(new ReadingAnswer(reading.Title, script.Classify(), reading.Questions, reading.Lines));
        }
        catch (ScriptException wrong)
        {
            request?.SetAttribute("tarotscript.error", wrong.Message);
            return Results.Text(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (OracleException silent)
        {
            return Results.Text(silent.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }
}

/// <summary>The answer to a script.</summary>
sealed record ReadingAnswer(string Title, string Kind, int Questions, IReadOnlyList<CardLine> Lines);
