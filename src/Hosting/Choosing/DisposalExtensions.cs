namespace Stackbilt.Observability;

/// <summary>Disposing what others have made: what it throws is reported, and keeps nothing else from being disposed.</summary>
static class DisposalExtensions
{
    public static void DisposeOrReport(this object? made)
    {
        try
        {
            (made as IDisposable)?.Dispose();
        }
        catch (Exception exception)
        {
            TracingFaults.Report(made!, nameof(IDisposable.Dispose), exception);
        }
    }
}
