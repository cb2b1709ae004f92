using Stackbilt.Observability;
using Tarotscript;

namespace OracleService;

/// <summary>
/// <c>POST /run</c>: reads a script from the body, classifies it, interprets it; with <c>?keep=true</c> it is archived as well. The interpreter knows nothing of tracing;
/// what it calls five layers down does.
/// </summary>
static class ReadingService
{
    const int LongestScript = 64 * 1024;

    public static WebApplication Create(WebApplicationBuilder builder, Uri inference)
    {
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LongestScript);
        builder.Services.AddSingleton<ReadingArchive>().AddHostedService(static services => services.GetRequiredService<ReadingArchive>());
        builder.Services.AddHttpClient<OracleClient>(client => client.BaseAddress = inference);
        var app = builder.Build();
        app.UseStackbiltObservability();
        app.MapPost("/run", RunAsync);
        return app;
    }

    static async Task<IResult> RunAsync(
        HttpContext http, Stackbilt.Observability.Tracer tracer, OracleClient oracle, ReadingArchive archive, bool keep = false)
    {
        var request = http.GetRequestSpan();
        using var body = new StreamReader(http.Request.Body);
        var text = await body.ReadToEndAsync(http.RequestAborted);
        try
        {
            var script = Scaffold.Classify(request, text);
            var answer = await InterpretAsync(request, script, tracer, oracle, http.RequestAborted);
            if (keep)
                archive.Add(answer, request);

            return Results.Ok(answer);
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

    static async Task<ReadingAnswer> InterpretAsync(
        Span? request,
        Script script,
        Stackbilt.Observability.Tracer tracer,
        OracleClient oracle,
        CancellationToken cancellation)
    {
        var questions = 0;
        var reading = await tracer.RunInSpan(request?.StartChild("tarotscript.interpret"), active =>
        {
            // Under Explicit the span travels in this closure; under AsyncLocal the oracle finds it by itself.
            var interpreter = new Interpreter((question, stop) =>
            {
                Interlocked.Increment(ref questions);
                return oracle.AskAsync(question, active, stop);
            });
            return interpreter.InterpretAsync(script, cancellation);
        });
        return new ReadingAnswer(reading.Title, script.Classify(), questions, reading.Lines);
    }
}

/// <summary>The answer to a script.</summary>
public sealed record ReadingAnswer(string Title, string Kind, int Questions, IReadOnlyList<ReadingLine> Lines);
