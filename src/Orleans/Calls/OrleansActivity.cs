using System.Diagnostics;
using Orleans;

namespace Stackbilt.Observability;

/// <summary>The activity that Orleans itself has started for a call, where <c>AddActivityPropagation</c> is on and heard.</summary>
static class OrleansActivity
{
    const string Sources = "Microsoft.Orleans.";

    /// <summary>Null where there is none, or where what is current belongs to something else.</summary>
    public static Activity? Of(IGrainCallContext call, ActivityKind kind) =>
        Activity.Current is { IsStopped: false, IdFormat: ActivityIdFormat.W3C } current
        && current.Kind == kind
        && current.Source.Name.StartsWith(Sources, StringComparison.Ordinal)
        && current.OperationName == call.Request.GetActivityName()
            ? current
            : null;
}
