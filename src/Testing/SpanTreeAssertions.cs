namespace Stackbilt.Observability;

/// <summary>For tests, in any test framework: that recorded spans are the tree that the test expects.</summary>
/// <remarks>
/// <para>
/// The expected tree has a line for each span; a line that is indented further than the one before stands for a child of that
/// one. Blank lines do not count, nor does the order of siblings. No text at all expects no span.
/// </para>
/// <para>
/// A line is the name of a span. After it may follow, in this order, the kind in brackets, the status, its description in
/// quotation marks, attributes such as <c>oracle.provider=loopback</c>, and the names of events after an exclamation mark: what
/// is written there has to be so, and what is not written does not matter. The lines of <see cref="Waterfall.Outline"/> are
/// such lines and can be pasted, with the strokes before them. A span whose parent was not recorded needs
/// <c>(parent missing)</c> at its end.
/// </para>
/// <para>Safe from any thread. For tests, not for hot paths.</para>
/// </remarks>
public static class SpanTreeAssertions
{
    /// <summary>Throws when the spans are not the expected tree, neither more nor less.</summary>
    /// <param name="spans">The spans, in any order; not null.</param>
    /// <param name="expected">The tree, a line for each span; not null.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The indentation of <paramref name="expected"/> is not that of a tree.</exception>
    /// <exception cref="SpanTreeException">The spans are another tree; the message shows where they differ.</exception>
    public static void ShouldHaveTree(this IEnumerable<SpanData> spans, string expected)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(expected);
        var tree = ExpectedTree.Roots(expected);
        var waterfall = Waterfall.Of(spans);
        if (TreeComparison.Between(tree, RecordedSpan.Roots(waterfall)) is { } difference)
            throw new SpanTreeException(difference.Text(tree, waterfall));
    }

    /// <summary>Throws when what has been recorded so far is not the expected tree, neither more nor less.</summary>
    /// <param name="recorder">The recorder; not null.</param>
    /// <param name="expected">The tree, a line for each span; not null.</param>
    /// <inheritdoc cref="ShouldHaveTree(IEnumerable{SpanData}, string)" path="/exception"/>
    public static void ShouldHaveTree(this SpanRecorder recorder, string expected)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        recorder.Spans.ShouldHaveTree(expected);
    }

    /// <summary>
    /// Waits until the expected tree has been recorded. For spans that end after what the test waits for, such as the server
    /// span of a request, which ends after its response. A span that ends later still is not seen.
    /// </summary>
    /// <param name="recorder">The recorder; not null.</param>
    /// <param name="expected">The tree, a line for each span; not null.</param>
    /// <param name="cancellation">Ends the waiting; then what has been recorded until then is compared.</param>
    /// <returns>A task that ends when the tree is there, and fails with <see cref="SpanTreeException"/> when it was cancelled before.</returns>
    /// <inheritdoc cref="ShouldHaveTree(IEnumerable{SpanData}, string)" path="/exception"/>
    public static async Task ShouldHaveTreeAsync(this SpanRecorder recorder, string expected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentNullException.ThrowIfNull(expected);
        var tree = ExpectedTree.Roots(expected);
        try
        {
            await recorder.WaitForAsync(
                spans => TreeComparison.Between(tree, RecordedSpan.Roots(Waterfall.Of(spans))) is null, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            recorder.ShouldHaveTree(expected);
        }
    }
}
