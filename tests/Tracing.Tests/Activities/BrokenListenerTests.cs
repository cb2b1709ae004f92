using System.Diagnostics;

namespace Stackbilt.Observability.Tests.Activities;

/// <summary>A listener that throws harms neither the work nor what is recorded.</summary>
public sealed class BrokenListenerTests : IDisposable
{
    readonly Listened _listened = new();
    readonly Recorded _recorded;
    readonly FaultsOf _faults;

    public BrokenListenerTests()
    {
        _recorded = new Recorded(source: _listened.Source);
        _faults = new FaultsOf(_listened.Source);
    }

    public void Dispose()
    {
        _faults.Dispose();
        _listened.Dispose();
    }

    [Fact]
    public void In_its_sampling()
    {
        _listened.OnSample = () => throw new InvalidOperationException("broken");

        RunNestedSpans();

        Assert.Equal(3, _faults.Reported.Count);
    }

    [Fact]
    public void At_the_start()
    {
        _listened.OnStarted = () => throw new InvalidOperationException("broken");

        RunNestedSpans();

        Assert.Equal(3, _faults.Reported.Count);
        Assert.Equal(3, _listened.Stopped.Count);
    }

    [Fact]
    public void At_the_end()
    {
        _listened.OnStopped = () => throw new InvalidOperationException("broken");

        RunNestedSpans();

        Assert.Equal(3, _faults.Reported.Count);
        Assert.All(_faults.Reported, fault => Assert.Equal(nameof(Activity.Stop), fault.Operation));
    }

    void RunNestedSpans()
    {
        using var outside = new Activity("outside").Start();
        using (var root = _recorded.Root())
        {
            var runs = 0;
            _recorded.Tracer.Carrier.RunWithSpan(root, active =>
            {
                runs++;
                using (var child = active!.StartActiveChild("child"))
                    child.StartChild("grandchild").End();

                Assert.Same(root, _recorded.Tracer.Current);
            });
            Assert.Equal(1, runs);
        }

        Assert.Same(outside, Activity.Current);
        Assert.Equal(["grandchild", "child", "root"], _recorded.Spans.Spans.Select(data => data.Name));
        Assert.All(_recorded.Spans.Spans, data => Assert.True(data.Context.IsSampled));
    }
}
