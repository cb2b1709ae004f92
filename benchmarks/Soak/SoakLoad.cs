using System.Globalization;
using System.Net;
using System.Text;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>Many clients, each sending one request after the other: of ten, one fails, one is given up, and one leaves work behind.</summary>
sealed class SoakLoad(Uri address, SoakLedger ledger) : IDisposable
{
    const int MostQuestions = 5;

    readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = address };
    long _requests;
    long _wrongAnswers;
    long _kept;
    long _cancelled;

    public long Requests => Interlocked.Read(ref _requests);

    public long WrongAnswers => Interlocked.Read(ref _wrongAnswers);

    public long Kept => Interlocked.Read(ref _kept);

    public long Cancelled => Interlocked.Read(ref _cancelled);

    public async Task RunAsync(int clients, CancellationToken over) =>
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => OneAfterTheOtherAsync(over), CancellationToken.None)));

    public void Dispose() => _http.Dispose();

    async Task OneAfterTheOtherAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            await RequestAsync(Interlocked.Increment(ref _requests));
    }

    async Task RequestAsync(long number)
    {
        var (isFailing, isCancelled, isKept) = (number % 10 == 3, number % 10 == 5, number % 10 == 7);
        var questions = 1 + (int)(number % MostQuestions);
        var trace = new SoakedTrace(TraceId.CreateRandom(), SpanId.CreateRandom(), questions, isCancelled);
        ledger.Expect(trace);
        if (isKept)
            ledger.ExpectArchived(trace.Id);

        using var request = new HttpRequestMessage(HttpMethod.Post, isKept ? "/run?keep=true" : "/run")
        {
            Content = new StringContent(Script(number, questions, isFailing)),
        };
        request.Headers.Add("traceparent", $"00-{trace.Id}-{trace.Client}-01");
        using var givingUp = new CancellationTokenSource();
        try
        {
            var answering = _http.SendAsync(request, givingUp.Token);
            if (isCancelled)
                givingUp.CancelAfter(TimeSpan.FromMilliseconds(number % 30));

            using var response = await answering;
            if (response.StatusCode != (isFailing ? HttpStatusCode.BadGateway : HttpStatusCode.OK))
                Interlocked.Increment(ref _wrongAnswers);
            else if (isKept)
                Interlocked.Increment(ref _kept);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
        }
    }

    /// <summary>The last question of a script that fails is the one that the oracle does not answer.</summary>
    static string Script(long number, int questions, bool isFailing)
    {
        var script = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"deck major\nseed {number % 1000}\nlet card = draw\nspread \"soak\" {{\n"));
        for (var question = 1; question <= questions; question++)
        {
            var about = isFailing && question == questions ? "the lottery" : "the day";
            script.Append(CultureInfo.InvariantCulture, $"    place{question}: interpret card as \"{about}\"\n");
        }

        return script.Append("}\n").ToString();
    }
}
