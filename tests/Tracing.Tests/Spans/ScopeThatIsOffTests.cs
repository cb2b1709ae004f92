using System.Reflection;
using System.Runtime.Loader;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// A scope that nobody wants spans of. Whether somebody does is settled for a process, and other tests record at the same
/// time: so this runs in copies of the assemblies.
/// </summary>
public class ScopeThatIsOffTests
{
    [Fact]
    public void It_looks_for_no_span_and_allocates_nothing()
    {
        var copies = new Copies();
        var test = copies.LoadFromAssemblyPath(typeof(ScopeThatIsOffTests).Assembly.Location)
            .GetType(typeof(ScopeThatIsOffTests).FullName!, throwOnError: true)!
            .GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!;

        test.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        copies.Unload();
    }

    static void Check()
    {
        var scope = new InstrumentationScope("My.Cards");
        var tracer = new Tracer(new AsyncLocalCarrier());
        using (ActiveSpan.Bind(tracer.Carrier))
        {
            tracer.RunInSpan(tracer.StartRoot("request"), _ =>
            {
                Assert.NotNull(ActiveSpan.Current);
                Assert.False(scope.IsEnabled);
                Assert.Null(scope.Current);
                Assert.Null(scope.Below(ActiveSpan.Current));
                Assert.Equal(0, Allocated.BytesBy(() => scope.Current?.StartChild("cards.shuffle", ("cards", 22)).Dispose()));
            });

            using (InstrumentationScope.EnableAll())
                tracer.RunInSpan(tracer.StartRoot("request"), _ => Assert.NotNull(scope.Current));

            Assert.False(scope.IsEnabled);
        }
    }

    sealed class Copies() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
            return assemblyName.Name!.StartsWith("Stackbilt.", StringComparison.Ordinal) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
