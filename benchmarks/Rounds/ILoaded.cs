namespace Stackbilt.Observability.Benchmarks;

/// <summary>A setup that runs in processes of its own.</summary>
interface ILoaded : IDisposable
{
    /// <summary>Puts a load on it for so long.</summary>
    /// <param name="load">Which of the loads of the study.</param>
    /// <param name="milliseconds">How long.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<Rate> LoadAsync(int load, int milliseconds, CancellationToken cancellation);

    /// <summary>Throws where a load does not make the spans that the setup is there for.</summary>
    /// <param name="load">Which of the loads of the study.</param>
    /// <param name="cancellation">Ends it.</param>
    Task CheckAsync(int load, CancellationToken cancellation);
}
