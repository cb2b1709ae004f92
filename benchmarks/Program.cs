using System.CommandLine;
using BenchmarkDotNet.Running;
using Stackbilt.Observability.Benchmarks;

var command = new RootCommand("Any other argument goes to BenchmarkDotNet: --list flat, --filter *Reading*, --job short.");
foreach (var known in BenchmarkCommands.All())
    command.Subcommands.Add(known);

command.TreatUnmatchedTokensAsErrors = false;
command.SetAction(_ => BenchmarkSwitcher.FromAssembly(typeof(Measured).Assembly).Run(args));
return await command.Parse(args).InvokeAsync();
