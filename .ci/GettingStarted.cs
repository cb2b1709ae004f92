// Reads the blocks of steps 1 to 5 of the page and does with them what the page says: commands are run, files are written, addresses
// are asked. Exits 1 where the waterfall is not the one that the page promises, or where the application does not stop.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

var (page, version, folder) = (File.ReadAllText(args[0]), args[1], args[2]);
using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
string[] steps = [.. Enumerable.Range(1, 5).Select(number => Regex.Match(page, $@"^## {number}\. .*?(?=^## )", RegexOptions.Singleline | RegexOptions.Multiline).Value)];

foreach (var command in Lines(Blocks(steps[0], "sh")[0]))
    await RunAsync(command.Contains(" package ", StringComparison.Ordinal) ? $"{command} --version {version}" : command);

Write("Program.cs", Only(steps[1], "csharp"));
Write("Greeter.cs", Only(steps[2], "csharp"));
var settings = JsonNode.Parse(Only(steps[4], "json"))!.AsObject();
var ours = settings["Stackbilt"]!.DeepClone();
settings.Remove("Stackbilt");
Check(JsonNode.DeepEquals(settings, JsonNode.Parse(Read("appsettings.json"))), "the page's appsettings.json is the template's and one section");
Write("appsettings.json", Only(steps[4], "json"));

var seeIt = Blocks(steps[3], "sh");
var given = Regex.Match(seeIt[0], @"http://localhost:\d+").Value;
var own = $"http://localhost:{FreePort()}";
using var app = Start(seeIt[0].Replace(given, own, StringComparison.Ordinal));
try
{
    var listens = new TaskCompletionSource();
    app.OutputDataReceived += (_, line) =>
    {
        Console.WriteLine(line.Data);
        if (line.Data is null)
            listens.TrySetException(new InvalidOperationException("The application did not start."));
        else if (line.Data.Contains($"Now listening on: {own}", StringComparison.Ordinal))
            listens.TrySetResult();
    };
    app.BeginOutputReadLine();
    await listens.Task.WaitAsync(limit.Token);

    using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
    var addresses = Lines(seeIt[1]).Select(line => line.Replace("curl " + given, own, StringComparison.Ordinal)).ToList();
    Check(await http.GetStringAsync(addresses[0], limit.Token) == "Hello, Ada.", "the request is answered");
    await TreeAsync(http, addresses[1], Only(steps[3], "text"));

    http.DefaultRequestHeaders.Add("Accept", "text/html");
    var html = await http.GetStringAsync(addresses[1], limit.Token);
    Check(html.IndexOf("level 2: </span>greeting.compose", StringComparison.Ordinal) is > 0 and var compose
        && compose < html.IndexOf("level 3: </span>greeting.look_up", StringComparison.Ordinal), "the browser is shown the same tree");
    Check(html.Contains($"the carrier {ours["Observability"]!["Carrier"]}.", StringComparison.Ordinal), "the carrier is the one of the section");
}
finally
{
    await StopAsync();
}

Console.WriteLine("done");
return 0;

// The server span ends after the response, so the first look may be too early.
async Task TreeAsync(HttpClient http, string address, string promised)
{
    var expected = Names(promised);
    while (true)
    {
        var shown = await http.GetStringAsync(address, limit.Token);
        if (!Names(shown).SequenceEqual(expected) || shown.Contains("open", StringComparison.Ordinal))
        {
            Console.WriteLine(shown);
            await Task.Delay(100, limit.Token);
            continue;
        }

        Console.WriteLine(shown);
        return;
    }
}

// The lines of a waterfall without times and bars.
static List<string> Names(string waterfall) =>
    [.. Lines(waterfall).Where(line => line.Contains('▏', StringComparison.Ordinal)).Select(line => Regex.Replace(line, @"\s+[\d.]+ ms.*", ""))];

// dotnet run hands the signal on to the application.
async Task StopAsync()
{
    using (var kill = Process.Start("sh", ["-c", $"kill -TERM {app.Id}"]))
        await kill.WaitForExitAsync(limit.Token);

    await app.WaitForExitAsync(limit.Token);
    using var client = new TcpClient();
    var isThere = true;
    try
    {
        await client.ConnectAsync(IPAddress.Loopback, new Uri(own).Port, limit.Token);
    }
    catch (SocketException)
    {
        isThere = false;
    }

    Check(!isThere, "the application has stopped");
}

async Task RunAsync(string command)
{
    Console.WriteLine("> " + command);
    using var run = Start(command);
    Console.Write(await run.StandardOutput.ReadToEndAsync(limit.Token));
    await run.WaitForExitAsync(limit.Token);
    Check(run.ExitCode == 0, command);
}

Process Start(string command)
{
    var words = command.Trim().Split(' ');
    return Process.Start(new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
}

void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, "Greetings", file), text);

string Read(string file) => File.ReadAllText(Path.Combine(folder, "Greetings", file));

static string Only(string step, string language) => Blocks(step, language).Single();

static List<string> Blocks(string step, string language) =>
    [.. Regex.Matches(step, $@"^```{language}\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(block => block.Groups["text"].Value)];

static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}

static void Check(bool isSo, string what)
{
    Console.WriteLine($"{(isSo ? "yes" : "NO")}: {what}");
    if (!isSo)
        throw new InvalidOperationException($"Not so: {what}");
}
