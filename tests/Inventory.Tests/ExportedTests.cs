using System.Diagnostics;
using Stackbilt.Observability.Tests;

namespace Inventory.Tests;

/// <summary>What a library of one's own exports in each kind of application: one process each, since the door is static.</summary>
public class ExportedTests
{
    [Theory]
    [InlineData("tracer")]
    [InlineData("opentelemetry")]
    [InlineData("neither")]
    public async Task By_an_application_with(string application)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "InventoryApplications.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, application]) { RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Snapshot.Matches(printed, application);
    }
}
