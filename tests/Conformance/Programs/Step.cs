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
/// A step, by numbers that are taken modulo what there is: so that any part of a program is a program, and can be left out
/// to find the shortest that still goes wrong.
/// </summary>
readonly record struct Step(StepKind Kind, int Flow, int Choice)
{
    public static Step[] Program(Random random, int length, bool forks)
    {
        var program = new Step[length];
        for (var at = 0; at < length; at++)
            program[at] = new Step(KindOf(random.Next(forks ? 22 : 20)), random.Next(1000), random.Next(1000));

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
