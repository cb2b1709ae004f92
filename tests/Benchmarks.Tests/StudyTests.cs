namespace Stackbilt.Observability.Benchmarks.Tests;

public class StudyTests
{
    const int MeasuredMilliseconds = 9;

    static readonly Study Two = new(
        Setups: 2, Loads: 1, Starts: 2, Rounds: 2, MeasuredMilliseconds, new WarmUp(Milliseconds: 5, Least: 2, Most: 3));

    [Fact]
    public async Task Every_start_has_new_processes_which_are_warm_and_checked_before_they_are_measured()
    {
        var log = new List<string>();

        var measured = await Two.RunAsync(setup => Started(setup, log), default);

        string[] prepared = ["0 warm", "0 warm", "0 check", "1 warm", "1 warm", "1 check"];
        Assert.Equal([.. prepared, "0", "1", "1", "0", "gone", "gone", .. prepared, "1", "0", "0", "1", "gone", "gone"], log);
        Assert.Equal(0.5, Assert.Single(measured)[1].RateRatio);
    }

    [Fact]
    public async Task A_setup_that_makes_other_spans_ends_the_study_and_all_processes()
    {
        var log = new List<string>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Two.RunAsync(setup => Started(setup, log, isWrong: setup == 0), default));

        Assert.Equal("wrong", failure.Message);
        Assert.Equal(["0 warm", "0 warm", "0 check", "gone", "gone"], log);
    }

    [Fact]
    public async Task Where_one_does_not_start_the_others_end()
    {
        var log = new List<string>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Two.RunAsync(
            setup => setup == 0 ? Started(setup, log) : Task.FromException<ILoaded>(new InvalidOperationException()), default));

        Assert.Equal(["gone"], log);
    }

    static Task<ILoaded> Started(int setup, List<string> log, bool isWrong = false) =>
        Task.FromResult<ILoaded>(new Logged(setup, log, isWrong));

    sealed class Logged(int setup, List<string> log, bool isWrong) : ILoaded
    {
        public Task<Rate> LoadAsync(int load, int milliseconds, CancellationToken cancellation)
        {
            log.Add(milliseconds == MeasuredMilliseconds ? $"{setup}" : $"{setup} warm");
            return Task.FromResult(new Rate(setup == 0 ? 100 : 50, 10));
        }

        public Task CheckAsync(int load, CancellationToken cancellation)
        {
            log.Add($"{setup} check");
            return isWrong ? Task.FromException(new InvalidOperationException("wrong")) : Task.CompletedTask;
        }

        public void Dispose()
        {
            lock (log)
                log.Add("gone");
        }
    }
}
