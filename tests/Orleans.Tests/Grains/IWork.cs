using Orleans.Concurrency;

namespace Stackbilt.Observability.Tests;

public interface IWork : IGrainWithIntegerKey
{
    Task<string> WhereAsync();

    /// <summary>Starts a child of what is active, or of what the grain was given.</summary>
    Task DeepAsync(string name);

    /// <summary>Calls another grain inside a child.</summary>
    Task CallAsync(IWork other, string name);

    /// <summary>What the baggage of the call says, or that of a call of the other grain.</summary>
    Task<string?> BaggageAsync(IWork? other, string key);

    Task ThrowAsync(string message);

    [OneWay]
    Task FireAsync(string name);

    /// <summary>Waits for the other call in between, in the same grain.</summary>
    Task MeetAsync(string name);

    /// <summary>Has a timer, whose first tick starts a child.</summary>
    Task StartTimerAsync(string name);

    Task StartReminderAsync(string name);

    Task PublishAsync(string name, Guid stream);

    Task LeaveBehindAsync(IWork other, string name);

    /// <summary>Leaves work behind on a thread of the pool, where no grain is.</summary>
    Task LeaveOnPoolAsync(IWork other, string name);

    /// <summary>What Orleans would take along to whatever it reaches without a filter.</summary>
    Task<string?> HeaderAsync();

    Task TellAsync(ITold observer);

    Task MaskedCallAsync(IWork other, string name);

    Task MaskedCallOnPoolAsync(IWork other, string name);
}
