using System.CommandLine;
using BenchmarkDotNet.Running;
using Stackbilt.Observability.Benchmarks;

var command = new RootCommand("Any other argument goes to BenchmarkDotNet: --list flat, --filter *Reading*, --job short.")
{
    RatiosCommand.Create(),
    ScaleCommand.Create(),
    RequestsCommand.Create(),
    ServeCommand.Create(),
    SoakCommand.Create(),
    GrainsCommand.Create(),
    GrowthCommand.Create(),
    SiloCommand.Create(),
    MessagesCommand.Create(),
    ShopCommand.Create(),
};
command.TreatUnmatchedTokensAsErrors = false;
command.SetAction(_ => BenchmarkSwitcher.FromAssembly(typeof(Measured).Assembly).Run(args));
return await command.Parse(args).InvokeAsync();
