using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>This assembly as a process of its own, with what it has said. Its input ends with the process that has started it.</summary>
sealed class OtherProcess : IDisposable
{
    readonly Process _process;
    readonly List<string> _lines = [];

    OtherProcess(Process process) => _process = process;

    public IReadOnlyList<string> Lines => _lines;

    public static OtherProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        return new OtherProcess(Process.Start(start)!);
    }

    /// <summary>Runs it to its end, which has to be a good one.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        await process.ReadAsync(until: null);
        var errors = await process._process.StandardError.ReadToEndAsync(HangGuard.Token);
        await process._process.WaitForExitAsync(HangGuard.Token);
        Assert.True(process._process.ExitCode == 0, errors);
        return process.Lines;
    }

    /// <summary>Waits until it has said a line.</summary>
    public async Task UntilAsync(string line) => Assert.True(await ReadAsync(line), $"It never said '{line}'.");

    /// <summary>Kills it; no code of its own runs after that.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ReadAsync(until: null);
        await _process.WaitForExitAsync(HangGuard.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }

    async Task<bool> ReadAsync(string? until)
    {
        while (await _process.StandardOutput.ReadLineAsync(HangGuard.Token) is { } line)
        {
            _lines.Add(line);
            if (line == until)
                return true;
        }

        return false;
    }
}
