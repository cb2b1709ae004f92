using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>
/// Another process of this program. It lives as long as its input is open, so that none stays behind where the entry is killed; it says
/// on its output how far it is, and every span that has ended.
/// </summary>
sealed class ChildProcess : IAsyncDisposable
{
    static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Action<SpanData> _ended;
    readonly Process _process;
    readonly Task _reading;

    ChildProcess(string name, Process process, Action<SpanData> ended)
    {
        Name = name;
        _process = process;
        _ended = ended;
        _reading = ReadAsync();
    }

    public string Name { get; }

    /// <summary>It can be talked to.</summary>
    public Task Started => _started.Task;

    /// <summary>It sees all that it needs of the others.</summary>
    public Task Ready => _ready.Task;

    public static ChildProcess Start(string name, Layout layout, string[] settings, Action<SpanData> ended)
    {
        var program = Environment.ProcessPath!;
        string[] own = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        var process = Process.Start(new ProcessStartInfo(program, [.. own, "process", name, .. settings])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var child = new ChildProcess(name, process, ended);
        try
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(layout));
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended already; its output says so.
        }

        return child;
    }

    /// <summary>Asks it to stop, and reads all that it still has to say.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it has read its input.
        }

        using var limit = new CancellationTokenSource(LongestStop);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{Name} does not stop, and is ended.");
            _process.Kill();
        }

        await _reading;
        _process.Dispose();
    }

    async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
                Read(line);
            else if (line == Member.Started)
                _started.TrySetResult();
            else if (line == Member.Ready)
                _ready.TrySetResult();
            else
                await Console.Error.WriteLineAsync($"{Name}: {line}");
        }

        var gone = new ClusterException($"The process {Name} has ended before it was ready.");
        _started.TrySetException(gone);
        _ready.TrySetException(gone);
    }

    void Read(string line)
    {
        try
        {
            _ended(SpanLine.Read(line));
        }
        catch (JsonException)
        {
            // The last line of a process that was killed while it wrote. The others are whole.
        }
    }
}
