namespace Stackbilt.Observability.Conformance;

/// <summary>What a rule does with a carrier. It throws <see cref="RuleBrokenException"/> where the carrier is wrong.</summary>
delegate Task RuleBody(RuleRun run);

/// <summary>The bodies of rules by id, written as a collection: <c>{ "NEST-01", run => … }</c>.</summary>
sealed class RuleBodies : Dictionary<string, RuleBody>
{
    public void Add(string id, Action<RuleRun> body) => Add(id, run =>
    {
        body(run);
        return Task.CompletedTask;
    });

    public void Add(string id, Func<RuleRun, Task> body) => base.Add(id, new RuleBody(body));
}
