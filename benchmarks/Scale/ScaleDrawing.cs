using System.Globalization;
using System.Text;

namespace Stackbilt.Observability.Benchmarks;

/// <summary>The scale study as an SVG: a chart for each thing that grows, both axes logarithmic.</summary>
static class ScaleDrawing
{
    const int Width = 480;
    const int Height = 260;
    const int Left = 60;
    const int Bottom = 40;
    const int Top = 34;
    const int Right = 130;
    const int LineHeight = 13;

    static readonly string[] Colours = ["#1b6ca8", "#c0562f", "#3c8c4a"];

    public static string Of(IReadOnlyList<ScaleSeries> study)
    {
        var charts = study.GroupBy(series => series.Chart).ToArray();
        var svg = new StringBuilder();
        var rows = (charts.Length + 1) / 2;
        svg.Append(Text($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {2 * Width} {rows * Height}\" "))
            .Append("font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (var chart = 0; chart < charts.Length; chart++)
        {
            svg.Append(Text($"<g transform=\"translate({chart % 2 * Width},{chart / 2 * Height})\">\n"));
            Draw(svg, charts[chart].Key, [.. charts[chart]]);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    static void Draw(StringBuilder svg, string title, List<ScaleSeries> series)
    {
        var largest = series.Max(one => one.Points.Max(point => point.Size));
        var most = Math.Pow(10, Math.Ceiling(Math.Log10(series.Max(one => one.Points.Max(point => point.Nanoseconds)))));
        // Zero has no logarithm: the axis counts from one.
        double X(int size) => Left + (Math.Log(size + 1) - Math.Log(1)) / Math.Log(largest + 1) * (Width - Left - Right);
        double Y(double nanoseconds) => Height - Bottom - Math.Log10(Math.Max(nanoseconds, 1)) / Math.Log10(most) * (Height - Bottom - Top);

        svg.Append(Text($"<text x=\"{Left}\" y=\"18\" font-weight=\"bold\">ns each, by {title}</text>\n"));
        for (var tick = 1.0; tick <= most; tick *= 10)
            Line(svg, Y(tick), tick);
        foreach (var size in series[0].Points.Select(point => point.Size))
            svg.Append(Text($"<text x=\"{X(size):0.#}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{size}</text>\n"));
        var lowest = double.MaxValue;
        foreach (var one in series.OrderBy(one => one.Points[^1].Nanoseconds))
        {
            // Names stand above each other, however close their lines end.
            lowest = Math.Min(lowest - LineHeight, Y(one.Points[^1].Nanoseconds) + 4);
            var colour = Colours[series.IndexOf(one)];
            Draw(svg, one, colour, X, Y);
            svg.Append(Text($"<text x=\"{Width - Right + 8}\" y=\"{lowest:0.#}\" fill=\"{colour}\">{one.Name}</text>\n"));
        }
    }

    static void Line(StringBuilder svg, double y, double nanoseconds) => svg
        .Append(Text($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"#ddd\"/>\n"))
        .Append(Text($"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{nanoseconds:0}</text>\n"));

    static void Draw(StringBuilder svg, ScaleSeries series, string colour, Func<int, double> x, Func<double, double> y)
    {
        var points = series.Points.Select(point => Text($"{x(point.Size):0.#},{y(point.Nanoseconds):0.#}"));
        svg.Append(Text($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{string.Join(' ', points)}\"/>\n"));
        foreach (var point in series.Points)
            svg.Append(Text($"<circle cx=\"{x(point.Size):0.#}\" cy=\"{y(point.Nanoseconds):0.#}\" r=\"2.5\" fill=\"{colour}\"/>\n"));
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
