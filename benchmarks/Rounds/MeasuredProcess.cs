using System.Diagnostics;
using System.Globalization;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>
/// This program once more, in a process of its own that is measured. It answers each line with a line; an empty one with the processor
/// time that it has taken. It ends when nothing more can be sent to it.
/// </summary>
sealed class MeasuredProcess : IDisposable
{
    const string Ready = "ready";
    const string Count = "count";
    const string Counted = "counted";
    const string Uncount = "uncount";

    readonly Process _process;

    MeasuredProcess(Process process) => _process = process;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<MeasuredProcess> StartAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath!;
        List<string> line = [.. arguments];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            line.Insert(0, typeof(MeasuredProcess).Assembly.Location);

        var process = Process.Start(new ProcessStartInfo(program, line) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadLineAsync(cancellation) == Ready
            ? new MeasuredProcess(process)
            : throw new InvalidOperationException($"\"{string.Join(' ', arguments)}\" has not started.");
    }

    /// <summary>The other side: says that it is ready, and answers as long as it is asked.</summary>
    public static async Task AnswerAsync(Func<string, Task<string>> answer)
    {
        Console.WriteLine(Ready);
        while (Console.ReadLine() is { } question)
        {
            Console.WriteLine(question switch
            {
                "" => Environment.CpuUsage.TotalTime.TotalMicroseconds.ToString(CultureInfo.InvariantCulture),
                Count => Done(SpanCount.Begin),
                Counted => SpanCount.Read(),
                Uncount => Done(SpanCount.End),
                _ => await answer(question),
            });
        }
    }

    static string Done(Action action)
    {
        action();
        return Ready;
    }

    public async Task<string> AskAsync(string question, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        return await _process.StandardOutput.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException("A process has ended in the middle of its measurement.");
    }

    public async Task<double> ProcessorMicrosecondsAsync(CancellationToken cancellation) =>
        double.Parse(await AskAsync("", cancellation), CultureInfo.InvariantCulture);

    /// <summary>From here on it counts its spans, from nothing.</summary>
    public Task CountAsync(CancellationToken cancellation) => AskAsync(Count, cancellation);

    /// <summary>What it has counted so far.</summary>
    public async Task<CountedSpans> CountedAsync(CancellationToken cancellation)
    {
        var numbers = (await AskAsync(Counted, cancellation)).Split(' ').Select(static text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new CountedSpans(numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>It counts no more.</summary>
    public Task UncountAsync(CancellationToken cancellation) => AskAsync(Uncount, cancellation);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
