using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Stackbilt.Observability.Tests;

/// <summary>However much is recorded, so much is kept and no more.</summary>
public class KeptTracesTests
{
    [Fact]
    public async Task The_last_traces_are_kept_and_what_comes_late_brings_none_back()
    {
        await using var app = await PageApplication.StartAsync(page: static options => options.MaxTraces = 3);
        var tracer = app.Application.Services.GetRequiredService<Tracer>();
        var roots = Enumerable.Range(0, 5).Select(number => tracer.StartRoot($"root-{number}")).ToList();

        roots[0].StartChild("late.child").End();
        roots.ForEach(static root => root.End());
        var text = await app.GetAsync("/traces");

        Assert.DoesNotContain("root-0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("late.child", text, StringComparison.Ordinal);
        Assert.Equal(
            ["root-2", "root-3", "root-4"],
            text.Split('\n').Where(static line => line.StartsWith("root", StringComparison.Ordinal)).Select(static line => line[..6]));
    }

    [Fact]
    public async Task The_first_spans_of_a_trace_are_kept_and_the_others_counted()
    {
        await using var app = await PageApplication.StartAsync(page: static options => options.MaxSpansPerTrace = 4);
        var tracer = app.Application.Services.GetRequiredService<Tracer>();

        using (var root = tracer.StartRoot("root"))
        {
            for (var number = 0; number < 10; number++)
                root.StartChild("child").End();
        }

        var text = await app.GetAsync("/traces");
        var html = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        Assert.Contains("4 span(s), and 7 that are not kept", text, StringComparison.Ordinal);
        Assert.Contains("7 more span(s) of this trace are not kept.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_and_long_lists_are_cut()
    {
        await using var app = await PageApplication.StartAsync(page: static options => options.MaxTextLength = 16);
        var tracer = app.Application.Services.GetRequiredService<Tracer>();
        var longText = new string('x', 15) + "😀" + new string('y', 5000);

        var linked = new SpanContext(new TraceId(1, 2), new SpanId(3));
        using (var root = tracer.StartRoot(longText))
        {
            root.SetAttribute("text", longText).SetAttribute(longText, 1).SetAttribute("several", Enumerable.Range(0, 1000).Select(static one => (long)one).ToArray());
            root.SetStatus(SpanStatus.Error, longText);
            for (var number = 0; number < 1000; number++)
            {
                root.SetAttribute(string.Create(CultureInfo.InvariantCulture, $"key-{number}"), number);
                root.AddEvent(longText, ("text", longText));
                root.AddLink(linked, ("text", longText));
            }
        }

        var html = await (await app.BrowseAsync("/traces")).Content.ReadAsStringAsync();

        Assert.DoesNotContain("yyy", html, StringComparison.Ordinal);
        Assert.Contains(new string('x', 15) + "… (5017 characters)", html, StringComparison.Ordinal);
        Assert.Contains("1000 values: 0, ", html, StringComparison.Ordinal);
        Assert.Equal((64, 64), (html.Split("<caption>Event ").Length - 1, html.Split("<caption>Link ").Length - 1));
        Assert.InRange(html.Length, 1, 60_000);
    }

    [Fact]
    public async Task Under_load_from_many_threads_the_memory_stays_within_its_bounds()
    {
        await using var app = await PageApplication.StartAsync(page: static options => (options.MaxTraces, options.MaxSpansPerTrace) = (20, 50));
        var tracer = app.Application.Services.GetRequiredService<Tracer>();
        app.Recorder.Clear();
        var before = await HeapAsync(app);

        Parallel.For(0, 300, number =>
        {
            using var root = tracer.StartRoot("load");
            for (var child = 0; child < 60; child++)
            {
                using var span = root.StartChild("load.child", ("text", new string('x', 4000)));
                span.RecordException(new InvalidOperationException(new string('y', 4000)));
            }
        });
        var after = await HeapAsync(app);

        // 20 traces of 50 spans with a text of 2,000 characters and an exception that has two of them, of 2 bytes each.
        Assert.InRange(after - before, long.MinValue, 20 * 50 * 4 * 2000 * 2);
    }

    [Fact]
    public async Task A_span_that_nobody_ends_is_not_held_by_the_page()
    {
        await using var app = await PageApplication.StartAsync();
        var tracer = app.Application.Services.GetRequiredService<Tracer>();

        var forgotten = Start(tracer);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(forgotten.IsAlive);
        Assert.Contains("forgotten", await app.GetAsync("/traces"), StringComparison.Ordinal);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Start(Tracer tracer) => new(tracer.StartRoot("forgotten"));
    }

    /// <summary>What the recorder of the test keeps is not counted.</summary>
    static async Task<long> HeapAsync(PageApplication app)
    {
        app.Recorder.Clear();
        await Task.Yield();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
