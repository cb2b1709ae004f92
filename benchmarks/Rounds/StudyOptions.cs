using System.CommandLine;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What can be said to a command that runs a study.</summary>
/// <param name="starts">The default.</param>
/// <param name="rounds">The default.</param>
/// <param name="milliseconds">The default.</param>
sealed class StudyOptions(int starts, int rounds, int milliseconds)
{
    readonly Option<bool> _write = new("--write") { Description = $"Also write the table into {PerformancePage.RelativePath}." };
    readonly Option<int> _starts = new("--starts") { Description = "How often all are started.", DefaultValueFactory = _ => starts };
    readonly Option<int> _rounds = new("--rounds") { Description = "How often each is measured then.", DefaultValueFactory = _ => rounds };
    readonly Option<int> _milliseconds = new("--milliseconds") { Description = "How long each time.", DefaultValueFactory = _ => milliseconds };

    public void AddTo(Command command)
    {
        command.Options.Add(_write);
        command.Options.Add(_starts);
        command.Options.Add(_rounds);
        command.Options.Add(_milliseconds);
    }

    public bool IsWritten(ParseResult arguments) => arguments.GetValue(_write);

    public Study Of(ParseResult arguments, int setups, int loads, WarmUp warmUp) => new(
        setups,
        loads,
        arguments.GetValue(_starts),
        arguments.GetValue(_rounds),
        arguments.GetValue(_milliseconds),
        warmUp);
}
