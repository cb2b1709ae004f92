using System.Diagnostics;

namespace Stackbilt.Observability;

/// <summary>
/// Baggage where the platform's activity keeps it: a list of its own, and behind it those of its parents. The first of a key counts,
/// and one without a value says that there is none.
/// </summary>
static class ActivityBaggage
{
    /// <summary>Allocates nothing where there is none.</summary>
    public static Baggage Of(Activity activity)
    {
        List<BaggageEntry>? entries = null;
        HashSet<string>? seen = null;
        foreach (var item in activity.Baggage)
        {
            seen ??= new HashSet<string>(StringComparer.Ordinal);
            if (item.Key is null || !seen.Add(item.Key) || item.Value is null || !BaggageGrammar.IsKey(item.Key.AsSpan()))
                continue;

            entries ??= [];
            entries.Add(new BaggageEntry(item.Key, item.Value));
        }

        return entries is null ? Baggage.Empty : Baggage.Of([.. entries]);
    }

    /// <summary>A change of one entry, or of all where <paramref name="whole"/> is not null.</summary>
    public static void Set(Activity activity, BaggageEntry entry, Baggage? whole)
    {
        if (whole is null)
            Set(activity, entry.Key, entry.Value);
        else
            Set(activity, whole);
    }

    /// <summary>One entry; null takes it away.</summary>
    static void Set(Activity activity, string key, string? value)
    {
        activity.SetBaggage(key, value);
        // It is gone from its own list, and a parent's would show.
        if (value is null && activity.GetBaggageItem(key) is not null)
            activity.AddBaggage(key, null);
    }

    /// <summary>All of it, in its order: entries of the parents that are not in it are hidden.</summary>
    static void Set(Activity activity, Baggage baggage)
    {
        foreach (var present in Of(activity))
        {
            if (baggage[present.Key] is null)
                Set(activity, present.Key, value: null);
        }

        SetWhatDiffers(activity, baggage, activity);
    }

    /// <summary>The same for one that has not started, and so does not know its parent yet.</summary>
    /// <param name="parent">The parent that it will have; null for none.</param>
    /// <param name="created">The activity.</param>
    /// <param name="baggage">All of its baggage.</param>
    public static void SetBelow(Activity? parent, Activity created, Baggage baggage)
    {
        if (parent is not null)
        {
            foreach (var present in Of(parent))
            {
                if (baggage[present.Key] is null)
                    created.AddBaggage(present.Key, null);
            }
        }

        SetWhatDiffers(created, baggage, parent);
    }

    static void SetWhatDiffers(Activity activity, Baggage baggage, Activity? present)
    {
        // What is added last is read first.
        for (var place = baggage.Count - 1; place >= 0; place--)
        {
            var entry = baggage[place];
            if (present?.GetBaggageItem(entry.Key) != entry.Value)
                activity.SetBaggage(entry.Key, entry.Value);
        }
    }
}
