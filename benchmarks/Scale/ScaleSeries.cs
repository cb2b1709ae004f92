namespace Stackbilt.Observability.Benchmarks;

/// <summary>The cost of one operation as one thing grows.</summary>
/// <param name="Chart">Which chart it is drawn in: what grows.</param>
/// <param name="Name">What is done.</param>
/// <param name="Points">How much of it, and what the operation cost, in nanoseconds and bytes.</param>
public sealed record ScaleSeries(string Chart, string Name, IReadOnlyList<ScalePoint> Points)
{
    /// <summary>The dearest point by the cheapest: 1 is flat.</summary>
    public double Growth => Points.Max(point => point.Nanoseconds) / Points.Min(point => point.Nanoseconds);
}

/// <summary>One point of a series.</summary>
/// <param name="Size">How much.</param>
/// <param name="Nanoseconds">What one operation cost.</param>
/// <param name="Bytes">What it allocated.</param>
public sealed record ScalePoint(int Size, double Nanoseconds, double Bytes);
