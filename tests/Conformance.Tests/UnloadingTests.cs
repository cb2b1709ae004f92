using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// LIFE-24 shows that a carrier can be collected. Here its assembly is loaded from disk a second time, into a context that can
/// be unloaded, and goes, whatever was done with the carrier. A rule cannot do this: it is given carriers, and not their files.
/// </summary>
public sealed class UnloadingTests
{
    static readonly Dictionary<string, Action<IContextCarrier>> Uses = new()
    {
        ["unused"] = static _ => { },
        ["used"] = Use,
        ["leaked"] = static carrier => _ = carrier.Attach(OpenElsewhere()),
        ["used, then leaked"] = static carrier =>
        {
            Use(carrier);
            _ = carrier.Attach(OpenElsewhere());
            _ = carrier.Attach(null);
        },
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var carrier in (Type[])[typeof(AsyncLocalCarrier), typeof(ExplicitCarrier), typeof(NullCarrier)])
            {
                foreach (var use in Uses.Keys)
                    cases.Add(carrier.FullName!, use);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_carriers_assembly_can_be_unloaded(string carrier, string use)
    {
        var type = Type.GetType($"{carrier}, Stackbilt.Observability.Context.{carrier.Split('.')[^1].Replace("Carrier", "", StringComparison.Ordinal)}")!;

        var (assembly, flow) = LoadUseAndUnload(type, Uses[use]);

        Assert.True(IsGone(assembly));
        GC.KeepAlive(flow);
    }

    [Fact]
    public void The_assembly_of_a_carrier_that_its_flow_keeps_is_not_unloaded()
    {
        var (assembly, flow) = LoadUseAndUnload(typeof(PinsItselfCarrier), Uses["leaked"]);

        Assert.False(IsGone(assembly));
        GC.KeepAlive(flow);
    }

    // Methods of their own, so that no local of the test holds anything of the context.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (WeakReference Assembly, ExecutionContext? Flow) LoadUseAndUnload(Type type, Action<IContextCarrier> use)
    {
        var context = new OneAssembly(type.Assembly.Location);
        var again = context.LoadFromAssemblyPath(type.Assembly.Location);
        var carrier = (IContextCarrier)Activator.CreateInstance(again.GetType(type.FullName!, throwOnError: true)!)!;
        Assert.NotSame(type, carrier.GetType());
        use(carrier);
        var flow = ExecutionContext.Capture();
        context.Unload();
        return (new WeakReference(again), flow);
    }

    static void Use(IContextCarrier carrier)
    {
        var tracer = new Tracer(carrier);
        using var span = tracer.StartRoot("used");
        using var door = ActiveSpan.Bind(carrier);
        using (carrier.Attach(span))
            _ = ActiveSpan.Current;

        // It goes on on this thread: one of the pool would hold the carrier until it has left its last method.
        var gate = new TaskCompletionSource();
        var running = tracer.Carrier.RunWithSpan(span, async Task (active) =>
        {
            await gate.Task;
            active?.StartActiveChild("child").End();
        });
        gate.SetResult();
        running.GetAwaiter().GetResult();
    }

    /// <summary>An open span of a tracer over another carrier, so that it does not lead to the one in question.</summary>
    static Span OpenElsewhere() => new Tracer(new NullCarrier()).StartRoot("open");

    static bool IsGone(WeakReference assembly)
    {
        for (var attempt = 0; attempt < 10 && assembly.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return !assembly.IsAlive;
    }

    /// <summary>Everything but the one assembly comes from where the tests run, the contract that both sides share included.</summary>
    sealed class OneAssembly(string path) : AssemblyLoadContext(path, isCollectible: true);
}
