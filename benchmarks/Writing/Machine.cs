using System.Runtime.InteropServices;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>What kind of machine this is; nothing that says which one.</summary>
static class Machine
{
    public static string Kind() => string.Join(
        ", ",
        Processor(),
        $"{Environment.ProcessorCount} cores",
        RuntimeInformation.OSDescription,
        RuntimeInformation.OSArchitecture,
        RuntimeInformation.FrameworkDescription);

    static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        var line = File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? "processor unknown";
    }
}
