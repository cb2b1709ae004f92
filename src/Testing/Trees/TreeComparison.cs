namespace Stackbilt.Observability;

/// <summary>Compares trees. The order of siblings does not count: spans that run at the same time have none.</summary>
static class TreeComparison
{
    /// <summary>Where the trees first differ, from the top; null when they do not.</summary>
    /// <param name="expected">The expected siblings.</param>
    /// <param name="recorded">The recorded siblings.</param>
    /// <param name="parent">The name of the span above them; null for none.</param>
    public static TreeDifference? Between(List<ExpectedSpan> expected, List<RecordedSpan> recorded, string? parent = null)
    {
        var partners = Pair(expected, recorded);
        var unexpected = recorded.Except(partners.OfType<RecordedSpan>()).ToList();
        var missing = expected.Where((_, index) => partners[index] is null).ToList();
        foreach (var span in missing)
        {
            if (unexpected.Find(span.Describes) is { } same)
                return Between(span.Children, same.Children, same.Parts[0]);
        }

        if (missing.Count == 0)
            return unexpected.Count == 0 ? null : new TreeDifference(null, unexpected[0], parent);

        return new TreeDifference(missing[0], unexpected.Find(missing[0].HasNameOf) ?? unexpected.FirstOrDefault(), parent);
    }

    static bool IsSame(ExpectedSpan expected, RecordedSpan recorded) =>
        expected.Children.Count == recorded.Children.Count
        && expected.Describes(recorded)
        && !Pair(expected.Children, recorded.Children).Contains(null);

    /// <summary>
    /// As many pairs of equal trees as there can be, in the order of what is expected; null for those without a partner. A line
    /// may describe several spans, so a pair gives way where its span is the only one for another line.
    /// </summary>
    static RecordedSpan?[] Pair(List<ExpectedSpan> expected, List<RecordedSpan> recorded)
    {
        var fits = expected.ConvertAll(span => recorded.ConvertAll(other => IsSame(span, other)));
        var takenBy = new int?[recorded.Count];
        for (var index = 0; index < expected.Count; index++)
            Take(index, new bool[recorded.Count]);

        var partners = new RecordedSpan?[expected.Count];
        for (var index = 0; index < recorded.Count; index++)
        {
            if (takenBy[index] is { } taker)
                partners[taker] = recorded[index];
        }

        return partners;

        bool Take(int taker, bool[] wasTried)
        {
            // Of many that are equal, most are free.
            for (var index = 0; index < recorded.Count; index++)
            {
                if (takenBy[index] is null && fits[taker][index])
                {
                    takenBy[index] = taker;
                    return true;
                }
            }

            for (var index = 0; index < recorded.Count; index++)
            {
                if (!fits[taker][index] || wasTried[index])
                    continue;

                wasTried[index] = true;
                if (!Take(takenBy[index]!.Value, wasTried))
                    continue;

                takenBy[index] = taker;
                return true;
            }

            return false;
        }
    }
}
