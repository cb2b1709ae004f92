using System.Globalization;

namespace Stackbilt.Observability.Tests;

/// <summary>Two silos, each a process of its own. One makes the calls, and kills the other one in the middle of them.</summary>
static class Program
{
    /// <summary><c>calls PROGRAM</c>, which starts <c>silo PROGRAM PORT PRIMARY</c>.</summary>
    static Task Main(string[] arguments) => arguments switch
    {
        ["calls", var program] => CallingSilo.RunAsync(program),
        ["silo", var program, var port, var primary] => KilledSilo.RunAsync(program, Number(port), Number(primary)),
        _ => throw new ArgumentException("It is started by a test."),
    };

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
