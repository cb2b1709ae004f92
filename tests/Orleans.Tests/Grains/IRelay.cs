using Orleans.Concurrency;

namespace Stackbilt.Observability.Tests;

/// <summary>Hands a call on to the next grain of its way, or is the last.</summary>
interface IRelay : IGrainWithIntegerKey
{
    Task<string> WhereAsync();

    /// <summary>Ends when the rest of the way has answered.</summary>
    Task PassAsync(string call, int step, IRelay[] rest);

    /// <summary>As the last grain of a way, with nothing to wait for.</summary>
    [OneWay]
    Task FireAsync(string call, int step);
}
