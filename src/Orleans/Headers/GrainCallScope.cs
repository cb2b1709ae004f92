using Orleans.Runtime;

namespace Stackbilt.Observability;

/// <summary>Brings back what the calls of a flow hung below before <see cref="GrainCalls.Below"/>.</summary>
sealed class GrainCallScope : IDisposable
{
    readonly (string Name, object? Value)[] _before;

    public GrainCallScope()
    {
        var fields = Fields();
        _before = new (string, object?)[fields.Count + 1];
        for (var place = 0; place < fields.Count; place++)
            _before[place] = (fields[place], RequestContext.Get(fields[place]));

        _before[^1] = (CallHeaders.ChosenKey, RequestContext.Get(CallHeaders.ChosenKey));
    }

    static IReadOnlyList<string> Fields()
    {
        var format = HeaderPropagator.Current;
        try
        {
            return format.Fields;
        }
        catch (Exception exception)
        {
            TracingFaults.Report(format, nameof(HeaderPropagator.Fields), exception);
            return [];
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            if (value is null)
                RequestContext.Remove(name);
            else
                RequestContext.Set(name, value);
        }
    }
}
