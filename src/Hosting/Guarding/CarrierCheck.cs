using System.Globalization;

namespace Stackbilt.Observability;

/// <summary>
/// Checks a carrier while requests run, on a thread of its own, and notices when that thread does not come back. No call that
/// hangs can be taken back; so while one does, there is no second.
/// </summary>
sealed class CarrierCheck(IContextCarrier carrier, TimeProvider time)
{
    /// <summary>How long a carrier may take, by the clock of the host.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <summary>
    /// By any clock. Most answer within it, and then their answer is followed at once; and a process that was stopped for a
    /// while has the time to go on before a carrier is blamed.
    /// </summary>
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    readonly object _starting = new();
    Answering? _last;

    /// <summary>The call that has not returned for longer than it may take; null where there is none.</summary>
    public HangingCall? Hanging => _last is { HasAnswered: false } last && time.GetElapsedTime(last.Start) >= LongestAnswer
        ? new HangingCall(last.Operation, last.Since)
        : null;

    /// <summary>Checks it, unless the check before is not done yet.</summary>
    /// <returns>What is wrong with it, in words that fit after its name; null where nothing is.</returns>
    public string? Problem()
    {
        Answering last;
        lock (_starting)
        {
            if (_last is null or { HasAnswered: true })
                (_last = new Answering(carrier, time)).Begin();

            last = _last;
        }

        last.Wait(Moment);
        return last.HasAnswered ? last.Problem : "has not answered yet";
    }

    sealed class Answering(IContextCarrier carrier, TimeProvider time)
    {
        readonly NamedCalls _calls = new(carrier);
        readonly TaskCompletionSource _answered = new();

        public long Start { get; } = time.GetTimestamp();

        public DateTimeOffset Since { get; } = time.GetUtcNow();

        public string Operation => _calls.Latest;

        public bool HasAnswered => _answered.Task.IsCompleted;

        public string? Problem { get; private set; }

        public void Begin() => new Thread(Answer) { IsBackground = true }.UnsafeStart();

        public void Wait(TimeSpan moment) => _answered.Task.Wait(moment);

        void Answer()
        {
            try
            {
                Problem = CarrierProbe.Checked(_calls, carrier as IFlowHost);
            }
            catch (Exception)
            {
                Problem = "failed its check";
            }
            finally
            {
                _answered.SetResult();
            }
        }
    }
}

/// <summary>A call of a carrier that has not returned.</summary>
/// <param name="Operation">The member.</param>
/// <param name="Since">When the check began in which it was called.</param>
sealed record HangingCall(string Operation, DateTimeOffset Since)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"has not returned from {Operation} since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
}
