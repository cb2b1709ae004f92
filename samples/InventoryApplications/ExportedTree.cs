using System.Diagnostics;
using System.Text;

namespace InventoryApplications;

/// <summary>What was exported as text: each activity under its parent, with its source, kind, status, attributes and events.</summary>
static class ExportedTree
{
    public static string Of(IReadOnlyList<Activity> exported)
    {
        if (exported.Count == 0)
            return "nothing\n";

        var text = new StringBuilder();
        foreach (var root in exported.Where(one => exported.All(other => other.SpanId != one.ParentSpanId)))
            Append(text, exported, root, depth: 0);

        return text.ToString();
    }

    static void Append(StringBuilder text, IReadOnlyList<Activity> exported, Activity activity, int depth)
    {
        text.Append(' ', depth * 2).Append($"{activity.DisplayName}  [{activity.Source.Name} {activity.Source.Version}".TrimEnd())
            .Append($"] {activity.Kind} {activity.Status}");
        foreach (var (key, value) in activity.TagObjects)
            text.Append($" {key}={value}");

        foreach (var added in activity.Events)
            text.Append($" ({added.Name}{string.Concat(added.Tags.Where(tag => tag.Key != "exception.stacktrace").Select(tag => $" {tag.Key}={tag.Value}"))})");

        text.Append('\n');
        foreach (var child in exported.Where(one => one.ParentSpanId == activity.SpanId).OrderBy(one => one.StartTimeUtc))
            Append(text, exported, child, depth + 1);
    }
}
