using Tarotscript;

namespace Oracle.Tests;

/// <summary>Notes every question, and answers only when the test tells it to.</summary>
sealed class PatientOracle
{
    private readonly List<TaskCompletionSource<string>> _answers = [];

    public List<OracleQuestion> Questions { get; } = [];

    public List<CancellationToken> Cancellations { get; } = [];

    public Task<string> AskAsync(OracleQuestion question, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<string>();
        _answers.Add(answer);
        Questions.Add(question);
        Cancellations.Add(cancellation);
        return answer.Task;
    }

    public void Answer(int question, string text) => _answers[question].SetResult(text);

    public void Fail(int question, Exception failure) => _answers[question].SetException(failure);

    /// <summary>An oracle that answers every question at once with what the card stands for.</summary>
    public static Task<string> Echo(OracleQuestion question, CancellationToken cancellation) =>
        Task.FromResult(question.Aspect);
}
