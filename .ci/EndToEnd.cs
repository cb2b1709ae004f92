#:property PublishAot=false

// Compares what the back end holds with what the processes of the sample have recorded, with the trees that must be there, and with the
// trees of the sample of one process. Ends with "N passed, N failed"; exits 1 where something is not so.
using System.Diagnostics;
using System.Text.Json;

const string Entry = "tarot-entry", Oracle = "tarot-oracle", Silo = "tarot-silo-";
string[] readings = ["one card for today", "three cards", "the celtic cross"];
int[] questions = [1, 4, 12];
var (folder, carriers) = (args[0], args[1..]);
var (passed, failed) = (0, 0);
var backEnd = BackEnd(Read("back-end.json"));
List<string> reduced = [];

foreach (var carrier in carriers)
{
    Console.WriteLine($"under {carrier}");
    var isAmbient = carrier != "Explicit";
    var told = Told(Read($"cluster.{carrier}.json"));
    var held = backEnd.Where(span => told.Any(one => one.TraceId == span.TraceId)).ToList();
    Check(held.Select(Id).Order().SequenceEqual(told.Select(Id).Order()), "the back end holds what the processes have recorded, each span once");

    var traces = Traces(held);
    Check(traces.Count == 4 && traces.All(trace => trace[0] is { Name: "POST /run", Kind: "Server", Service: Entry, ParentId: "" }), "each request is one trace, which begins with the request");
    Check(held.All(span => span.ParentId == "" || held.Any(parent => Id(parent) == (span.TraceId, span.ParentId))), "no parent is missing");
    Check(held.All(span => held.Find(parent => Id(parent) == (span.TraceId, span.ParentId)) is not { } parent || parent.Start <= span.Start), "no span begins before its parent");

    foreach (var (trace, number) in traces.Take(3).Select((trace, number) => (trace, number)))
    {
        Same(Expected(isAmbient, questions[number]), Tree(trace, shown: span => $"{span.Name} {span.Kind} {Place(span)}"), $"{readings[number]}: names, kinds, parents and places");
        Check(trace.All(span => !span.IsError), $"{readings[number]}: no errors");
    }

    var reader = traces[1].Single(span => span is { Name: "IReader/ReadAsync", Kind: "Server" });
    var asked = traces[1].Where(span => span is { Name: "IMedium/AskAsync", Kind: "Server" }).Select(span => span.Service).Distinct().ToList();
    Check(asked.Exists(silo => silo != reader.Service), $"grains on other silos: from {reader.Service} to {string.Join(" and ", asked.Order())}");
    Check(traces[2].Select(span => span.Service).Distinct().Count() == 5, "the largest trace is one of five processes");

    // The oracle fails, and each that has waited for it.
    var silent = traces[3];
    Same(Expected(isAmbient, 1), Tree(silent, shown: span => $"{span.Name} {span.Kind} {Place(span)}"), "a reading that fails: the same tree");
    Check(silent.All(span => span.IsError == !(span.Name == "scaffold.classify" || span.Kind == "Producer")), "a reading that fails: an error on each span that has waited, and on no other");
    Check(Throwing(silent, "SilenceException") is ["process oracle.questions"], "the error of the oracle is recorded where it was made, and nowhere else");
    Check(Throwing(silent, "OracleException").Contains("oracle.inference") && !Throwing(silent, "OracleException").Contains("process oracle.questions"), "what the silo makes of it is recorded from there on");

    // In the sample of one process the oracle is called by HTTP, and its span is that of the server.
    var single = Traces(Told(Read($"single.{carrier}.json")));
    for (var number = 0; number < readings.Length; number++)
    {
        var own = Reduced(single[number]);
        Same(own, Reduced(traces[number]), $"{readings[number]}: the tree of one process, without what belongs to the transport");
        reduced.Add(own);
    }
}

Check(reduced.Distinct().Count() == readings.Length, $"each reading has the same tree under {string.Join(", ", carriers)}");
Check(!Process.GetProcessesByName("Oracle.Cluster").Any(IsOfThisRun), "no process is left behind");
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;

void Check(bool isSo, string what)
{
    Console.WriteLine($"{(isSo ? "yes" : "NO")}: {what}");
    _ = isSo ? passed++ : failed++;
}

// By the environment that .ci/end-to-end gives: another run on this machine has processes of its own.
bool IsOfThisRun(Process process)
{
    try
    {
        return File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Contains($"BROKER_FOLDER={Path.Combine(folder, "broker")}");
    }
    catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
    {
        return false;
    }
}

void Same(string expected, string actual, string what)
{
    Check(expected == actual, what);
    if (expected != actual)
        Console.WriteLine($"expected:\n{expected}\nis:\n{actual}");
}

JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;

static (string, string) Id(Seen span) => (span.TraceId, span.SpanId);

static string Place(Seen span) => span.Service.StartsWith(Silo, StringComparison.Ordinal) ? "a silo" : span.Service;

// In the order of the requests; the first of each is where it begins.
static List<List<Seen>> Traces(IEnumerable<Seen> spans) =>
    [.. spans.GroupBy(span => span.TraceId).Select(trace => trace.OrderBy(span => span.Start).ThenBy(span => span.ParentId).ToList()).OrderBy(trace => trace[0].Start)];

static List<string> Throwing(List<Seen> trace, string type) =>
    [.. trace.Where(span => span.Exceptions.Any(exception => exception.EndsWith(type, StringComparison.Ordinal))).Select(span => span.Name)];

// Libraries of the transport start activities of their own where the carrier is one that they can see.
static string Expected(bool isAmbient, int questions)
{
    List<string> lines = [$"POST /run Server {Entry}"];
    var depth = 1;
    if (isAmbient)
        lines.Add(new string(' ', depth++) + $"IReader/ReadAsync Client {Entry}");

    lines.Add(new string(' ', depth++) + "IReader/ReadAsync Server a silo");
    lines.Add(new string(' ', depth++) + "tarotscript.interpret Internal a silo");
    string[] question = isAmbient
        ? ["oracle.inference Internal a silo", "IMedium/AskAsync Client a silo", "IMedium/AskAsync Server a silo", "publish oracle.questions Producer a silo", $"process oracle.questions Consumer {Oracle}", $"publish oracle.answers Producer {Oracle}"]
        : ["oracle.inference Internal a silo", "IMedium/AskAsync Server a silo", $"process oracle.questions Consumer {Oracle}"];
    for (var number = 0; number < questions; number++)
        lines.AddRange(question.Select((line, below) => new string(' ', depth + below) + line));

    lines.Add($" scaffold.classify Internal {Entry}");
    return string.Join('\n', lines);
}

static string Reduced(List<Seen> trace) =>
    Tree(trace, shown: span => span.Name is "POST /infer" or "process oracle.questions" ? "the oracle" : $"{span.Name} {span.Kind}", isLeftOut: IsOfTransport);

static bool IsOfTransport(Seen span) => span.Kind is "Client" or "Producer" || (span.Kind == "Server" && span.IsOfOrleans);

// Children in alphabetical order, since they run side by side; what is left out gives its children to its parent.
static string Tree(List<Seen> trace, Func<Seen, string> shown, Func<Seen, bool>? isLeftOut = null)
{
    return string.Join('\n', Below("", 0));

    List<string> Below(string parent, int depth) =>
        [.. trace.Where(span => span.ParentId == parent).Select(span => isLeftOut?.Invoke(span) == true
            ? string.Join('\n', Below(span.SpanId, depth))
            : string.Join('\n', [new string(' ', depth) + shown(span), .. Below(span.SpanId, depth + 1)])).Where(text => text != "").Order(StringComparer.Ordinal)];
}

// What the sample has written with --json.
static List<Seen> Told(JsonElement spans) => [.. spans.EnumerateArray().Select(span => new Seen(
    span.GetProperty("traceId").GetString()!,
    span.GetProperty("spanId").GetString()!,
    span.GetProperty("parentSpanId").GetString() ?? "",
    Named(span.GetProperty("name").GetString()!),
    span.GetProperty("kind").GetString()!,
    "",
    span.GetProperty("startUnixNano").GetInt64(),
    span.GetProperty("status").GetString() == "Error",
    span.GetProperty("attributes").TryGetProperty("rpc.system.name", out _),
    []))];

// The format of OTLP.
static List<Seen> BackEnd(JsonElement answer) =>
[
    .. from resource in answer.GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
       let service = TextOf(resource.GetProperty("resource"), "service.name")
       from scope in resource.GetProperty("scopeSpans").EnumerateArray()
       from span in scope.GetProperty("spans").EnumerateArray()
       select new Seen(
           span.GetProperty("traceId").GetString()!,
           span.GetProperty("spanId").GetString()!,
           span.TryGetProperty("parentSpanId", out var parent) ? parent.GetString()! : "",
           Named(span.GetProperty("name").GetString()!),
           ((string[])["Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"])[span.GetProperty("kind").GetInt32()],
           service,
           long.Parse(span.GetProperty("startTimeUnixNano").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
           span.TryGetProperty("status", out var status) && status.TryGetProperty("code", out var code) && code.GetInt32() == 2,
           TextOf(span, "rpc.system.name") == "orleans",
           span.TryGetProperty("events", out var events) ? [.. events.EnumerateArray().Select(one => TextOf(one, "exception.type"))] : []),
];

static string TextOf(JsonElement of, string key)
{
    if (of.TryGetProperty("attributes", out var attributes))
    {
        foreach (var attribute in attributes.EnumerateArray())
        {
            if (attribute.GetProperty("key").GetString() == key)
                return attribute.GetProperty("value").GetProperty("stringValue").GetString()!;
        }
    }

    return "";
}

// Each silo has a queue for its answers.
static string Named(string name) => name.StartsWith("publish oracle.answers.", StringComparison.Ordinal) ? "publish oracle.answers" : name;

sealed record Seen(
    string TraceId, string SpanId, string ParentId, string Name, string Kind, string Service, long Start, bool IsError, bool IsOfOrleans, string[] Exceptions);
