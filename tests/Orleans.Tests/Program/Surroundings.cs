namespace Stackbilt.Observability.Tests;

/// <summary>The process around the grains: where they say how far they are, and what a call does at the end of its way.</summary>
sealed class Surroundings(Func<string, Task> reached)
{
    readonly TextWriter _out = TextWriter.Synchronized(Console.Out);

    public Task ReachedAsync(string call) => reached(call);

    public void Say(string line) => _out.WriteLine(line);
}
