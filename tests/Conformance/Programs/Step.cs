namespace Stackbilt.Observability.Conformance;

/// <summary>What a step of a random program does.</summary>
enum StepKind
{
    Attach,
    Mask,
    Close,
    End,
    Fork,
    UntilEnd,
}

/// <summary>
/// A step, which names flows and scopes by the steps that made them. So any part of a program is a program: what names a step that
/// is left out does nothing. That is how the shortest is found that still goes wrong.
/// </summary>
/// <param name="Id">Its own name.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Flow">The step that forked the flow, or <see cref="Start"/>.</param>
/// <param name="Choice">The step that opened the scope to close; for others the number of a span.</param>
readonly record struct Step(int Id, StepKind Kind, int Flow, int Choice)
{
    /// <summary>The flow that is there at first.</summary>
    public const int Start = -1;

    const int MostFlows = 4;

    public static Step[] Program(Random random, int length, bool forks)
    {
        var program = new Step[length];
        var (flows, scopes) = (new List<int> { Start }, new List<int>());
        for (var id = 0; id < length; id++)
        {
            var kind = KindOf(random.Next(forks && flows.Count < MostFlows ? 22 : 20));
            var flow = flows[random.Next(flows.Count)];
            var choice = kind == StepKind.Close && scopes.Count > 0 ? scopes[random.Next(scopes.Count)] : random.Next(1000);
            program[id] = new Step(id, kind, flow, choice);
            if (kind is StepKind.Attach or StepKind.Mask)
                scopes.Add(id);
            else if (kind == StepKind.Fork)
                flows.Add(id);
        }

        return program;
    }

    static StepKind KindOf(int roll) => roll switch
    {
        < 7 => StepKind.Attach,
        < 9 => StepKind.Mask,
        < 16 => StepKind.Close,
        < 18 => StepKind.End,
        < 20 => StepKind.UntilEnd,
        _ => StepKind.Fork,
    };
}
