using System.Runtime.CompilerServices;
using Stackbilt.Observability.Tests.ActiveSpans;

namespace Stackbilt.Observability.Tests.Strict;

/// <summary>Reads of the active span where it travels as an argument only.</summary>
[Collection(StaticDoor.Name)]
public class AmbientReadTests
{
    readonly Watched _watched = new(new ExplicitCarrier());

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Span? ReadHere(Func<Span?> read) => read();

    [Fact]
    public void Of_the_carrier_and_of_the_tracer()
    {
        Assert.Null(ReadHere(() => _watched.Strict.Carrier.Current));
        Assert.Contains(nameof(ReadHere), _watched.Single().NoticedAt, StringComparison.Ordinal);

        Assert.Null(ReadHere(() => _watched.Tracer.Current));
        Assert.Equal(2, _watched.Strict.Misuses.Count);
        Assert.All(_watched.Strict.Misuses, misuse => Assert.Equal(MisuseKind.AmbientRead, misuse.Kind));
    }

    [Fact]
    public void Through_the_static_door()
    {
        using (ActiveSpan.Bind(_watched.Strict.CarrierToBind))
            Assert.Null(ReadHere(() => ActiveSpan.Current));

        var misuse = _watched.Single();
        Assert.Equal(MisuseKind.AmbientRead, misuse.Kind);
        Assert.Contains("ExplicitCarrier", misuse.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ReadHere), misuse.NoticedAt, StringComparison.Ordinal);
    }

    [Fact]
    public void Through_the_static_door_is_right_where_another_host_answers()
    {
        var other = new Watched();
        using var ours = ActiveSpan.Bind(_watched.Strict.CarrierToBind);
        using var theirs = ActiveSpan.Bind(other.Strict.CarrierToBind);
        using (var root = other.Tracer.StartRoot("root"))
        using (other.Tracer.Carrier.Attach(root))
            Assert.Same(root, ActiveSpan.Current);

        _watched.NothingWrong();
        other.NothingWrong();
        Assert.Null(ActiveSpan.Current);
        Assert.Equal(MisuseKind.AmbientRead, _watched.Single().Kind);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Null")]
    public void Is_right_where_it_can_be_answered_and_where_tracing_is_off(string name)
    {
        var watched = new Watched(CarrierNamed.Of(name));
        using (ActiveSpan.Bind(watched.Strict.CarrierToBind))
            Assert.Null(ActiveSpan.Current);

        Assert.Null(watched.Tracer.Current);
        watched.NothingWrong();
    }

    [Fact]
    public void Our_own_reads_do_not_count()
    {
        using var listened = new Activities.Listened();
        var watched = new Watched(new ExplicitCarrier(), listened.Source);
        using (var root = watched.Tracer.StartRoot("root"))
        using (watched.Tracer.Carrier.Attach(root))
        using (var child = root.StartActiveChild("child"))
        using (listened.TwinOf(child).Start())
            child.End();

        watched.NothingWrong();
    }
}
