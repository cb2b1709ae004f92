namespace Oracle.Tests;

/// <summary>The committed scripts and how many questions each really asks.</summary>
static class ScriptFiles
{
    public static TheoryData<string, string, int> UnderEveryCarrier
    {
        get
        {
            var all = new TheoryData<string, string, int>();
            foreach (var carrier in new[] { "AsyncLocal", "Activity", "Explicit", "Null" })
            {
                all.Add(carrier, "one-card", 1);
                all.Add(carrier, "three-cards", 4);
                all.Add(carrier, "celtic-cross", 12);
            }

            return all;
        }
    }

    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scripts", name + ".tarot"));
}
