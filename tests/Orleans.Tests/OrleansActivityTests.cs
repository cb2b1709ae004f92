using System.Diagnostics;

namespace Stackbilt.Observability.Tests;

/// <summary>With the OpenTelemetry SDK listening to us, to Orleans, or to both: one tree, with nothing twice.</summary>
[Collection(nameof(Clusters))]
public class OrleansActivityTests(Clusters clusters)
{
    const string Ours = Tracer.SourceName;
    const string Application = "Microsoft.Orleans.Application";

    public static TheoryData<string> Carriers() => Clusters.Carriers();

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_call_is_exported_once_without_Orleans_own(string carrier)
    {
        var cluster = await clusters.Under(carrier);

        Assert.Equal(EachCallOnce(carrier), await ExportedBy(cluster, Ours));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task What_Orleans_starts_is_the_span_of_the_call(string carrier)
    {
        var cluster = await clusters.WithOrleansOwn(carrier);

        Assert.Equal(
            carrier switch
            {
                // Orleans looks for what is ambient, and begins a trace of its own where nothing is.
                "Null" => ["Internal root"],
                "Explicit" =>
                [
                    "Internal root",
                    "  Server IWork/CallAsync Orleans",
                    "    Internal step",
                    "      Server IWork/DeepAsync Orleans",
                    "        Internal deep",
                    "    Client IWork/DeepAsync Orleans",
                    "    Internal after",
                ],
                _ =>
                [
                    "Internal root",
                    "  Client IWork/CallAsync Orleans",
                    "    Server IWork/CallAsync Orleans",
                    "      Internal step",
                    "        Client IWork/DeepAsync Orleans",
                    "          Server IWork/DeepAsync Orleans",
                    "            Internal deep",
                    "      Internal after",
                ],
            },
            await ExportedBy(cluster, Ours, Application));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task Orleans_own_line_changes_nothing_where_only_we_are_heard(string carrier)
    {
        var cluster = await clusters.WithOrleansOwn(carrier);

        Assert.Equal(EachCallOnce(carrier), await ExportedBy(cluster, Ours));
    }

    /// <summary>The tree of our spans alone.</summary>
    static string[] EachCallOnce(string carrier) => carrier == "Null" ? ["Internal root"] :
    [
        "Internal root",
        "  Server IWork/CallAsync",
        "    Internal step",
        "      Server IWork/DeepAsync",
        "        Internal deep",
        "    Internal after",
    ];

    static async Task<IEnumerable<string>> ExportedBy(Cluster cluster, params string[] sources)
    {
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));
        var exported = new Exported();
        TraceId trace;
        using (exported.Listen(sources))
            trace = await cluster.CallAsync(() => first.CallAsync(second, "deep"));

        // Orleans stops its client's activity where nobody waits for it any more.
        var all = exported.Activities.Where(activity => activity.TraceId.ToHexString() == trace.ToString()).ToLookup(activity => activity.ParentSpanId);
        return Lines(all, default, "");
    }

    static IEnumerable<string> Lines(ILookup<ActivitySpanId, Activity> all, ActivitySpanId parent, string indent) => all[parent]
        .OrderBy(activity => activity.StartTimeUtc)
        .SelectMany(activity => Lines(all, activity.SpanId, indent + "  ")
            .Prepend($"{indent}{activity.Kind} {activity.DisplayName}{(activity.Source.Name == Ours ? "" : " Orleans")}"));
}
