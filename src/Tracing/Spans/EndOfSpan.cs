namespace Stackbilt.Observability;

/// <summary>The span ends with the work, which tells it what it has thrown.</summary>
readonly struct EndOfSpan(Span span) : IWorkEnd
{
    public bool SeesFailures => true;

    public void OnFailure(Exception exception) => FailedWork.Record(span, exception);

    public void OnEnd() => span.End();
}
