using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Stackbilt.Observability.Tests;

/// <summary>The OpenTelemetry SDK, listening to some sources and keeping what it would send away.</summary>
sealed class Exported : BaseExporter<Activity>
{
    public const string Host = "Microsoft.AspNetCore";
    public const string HttpClient = "System.Net.Http";
    public const string Ours = Tracer.SourceName;

    readonly ConcurrentQueue<Activity> _activities = [];
    readonly SemaphoreSlim _arrived = new(0);

    public IReadOnlyCollection<Activity> Activities => _activities;

    /// <summary>Starts listening; dispose the provider to end it.</summary>
    public TracerProvider Listen(params string[] sources) => Listen(new AlwaysOnSampler(), sources);

    public TracerProvider Listen(Sampler sampler, params string[] sources) =>
        Sdk.CreateTracerProviderBuilder()
            .SetSampler(new ParentBasedSampler(sampler))
            .AddSource(sources)
            .AddProcessor(new SimpleActivityExportProcessor(this))
            .Build();

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var activity in batch)
        {
            _activities.Enqueue(activity);
            _arrived.Release();
        }

        return ExportResult.Success;
    }

    /// <summary>Waits until that many have come: a host ends the activity of a request after its client has the response.</summary>
    public async Task WaitForAsync(int count)
    {
        for (; count > 0; count--)
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromMinutes(1)), $"{count} more activities were expected.");
    }

    /// <summary>The tree: kind, name and source. A question mark stands before one whose parent was not exported.</summary>
    public string Outline()
    {
        var ids = _activities.Select(activity => activity.SpanId).ToHashSet();
        var children = _activities.ToLookup(activity => activity.ParentSpanId);
        var text = new StringBuilder();
        var roots = _activities.Where(activity => !ids.Contains(activity.ParentSpanId));
        foreach (var root in roots.OrderBy(activity => activity.StartTimeUtc))
            Add(root, root.ParentSpanId == default ? "" : "? ");

        return text.ToString();

        void Add(Activity activity, string lead)
        {
            text.Append(lead).Append(activity.Kind).Append(' ').Append(activity.DisplayName);
            text.Append(" (").Append(activity.Source.Name).Append(")\n");
            foreach (var child in children[activity.SpanId].OrderBy(child => child.StartTimeUtc))
                Add(child, lead + "  ");
        }
    }
}
