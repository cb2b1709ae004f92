namespace Stackbilt.Observability;

/// <summary>The words for a misuse. They are made only when they are read.</summary>
static class MisuseText
{
    public static string Of(Misuse misuse) => misuse.Kind switch
    {
        MisuseKind.ScopeClosedOutOfOrder =>
            $"{Scope(misuse)} was closed while {Inside(misuse.Depth)} still active inside it. "
            + "Close what is inside first: \"using\" does.",
        MisuseKind.ScopeClosedTwice =>
            $"{Scope(misuse)} was closed twice. The second close did nothing.",
        MisuseKind.ScopeClosedInAnotherFlow =>
            $"{Scope(misuse)} was closed in a flow that it is not open in. Nothing was changed: close it in the method that "
            + "opened it, or use RunWithSpan.",
        MisuseKind.ChildOfEndedSpan =>
            $"The span \"{misuse.SpanName}\" was started as a child of \"{misuse.EndedSpanName}\", which had ended.",
        MisuseKind.SpanAfterItsTrace =>
            $"The span \"{misuse.SpanName}\" was started after its trace was over: \"{misuse.EndedSpanName}\" had ended. "
            + "Wait for the work before you end that, or start a root with a link.",
        MisuseKind.SpanNeverEnded =>
            $"The span \"{misuse.SpanName}\" was started and has not been ended. Dispose it: \"using var span = ...\".",
        MisuseKind.ScopeNeverClosed =>
            $"{Scope(misuse)} was opened and has not been closed. Dispose it: \"using var scope = ...\", or use RunWithSpan.",
        MisuseKind.AmbientRead =>
            $"The active span was read under {misuse.Source.GetType().Name}, where it travels as an argument: the answer is "
            + "always null. Take the argument of RunWithSpan or RunInSpan, or CarrierScope.Span, and pass it on.",
        MisuseKind.ChildOfUnheardActivity =>
            $"The span \"{misuse.SpanName}\" was dropped, and so is all that is below the activity \"{misuse.ActivityName}\": nobody listens "
            + $"to that, and a sampler that asks the parent takes it for one that is not recorded. {Listen(misuse.ActivityName)}",
        _ => $"{misuse.Kind}: \"{misuse.SpanName}\".",
    };

    public static string WithStacks(Misuse misuse)
    {
        var text = Of(misuse);
        if (misuse.OpenedAt is { Length: > 0 } opened)
            text += "\n  opened:\n" + opened;

        if (misuse.NoticedAt is { Length: > 0 } noticed)
            text += "\n  noticed:\n" + noticed;

        return text;
    }

    static string Listen(string? activityName) =>
        activityName is not null && activityName.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            ? "Let the OpenTelemetry SDK listen to the host: AddSource(\"Microsoft.AspNetCore\"), or AddAspNetCoreInstrumentation()."
            : "Let the OpenTelemetry SDK listen to what starts it: AddSource with the name of its source.";

    static string Scope(Misuse misuse) =>
        misuse.SpanName is null ? "A scope that masks what is active" : $"The scope of the span \"{misuse.SpanName}\"";

    static string Inside(int depth) => depth == 1 ? "1 other was" : $"{depth} others were";
}
