using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Reads the compiled packages: whatever calls code of others does so where an exception is caught, or is among the few of
/// which it is said why not. A new call out is found here before anybody throws in it.
/// </summary>
public class EveryCallOutTests
{
    /// <summary>Methods, or whole types, that let an exception through, and why.</summary>
    static readonly Dictionary<string, string> LettingThrough = new()
    {
        ["ContextCarrierExtensions"] = "runs the work",
        ["AttachedWork"] = "runs the work, whose exceptions are its own; each call of the carrier in it is caught",
        ["Tracer.RunInSpan"] = "runs the work",
        ["ServerSpanMiddleware"] = "runs the pipeline; what else is called is caught",
        ["ExceptionText"] = "in a lambda, which its Read calls where it is caught",
        ["EventRaising"] = "what is told of a handler that failed is our own report; the handler itself is caught",
        ["Setting`1"] = "the library's own options, read at the start",
        ["TracingEvents"] = "its Write catches",
        ["HostingEvents"] = "in a lambda, which its Guarded calls where it is caught",
        ["TracingInstruments"] = "in a lambda, which PublishedInstrument calls where it is caught",
        ["CarrierFailover.Measure"] = "in a lambda, which PublishedInstrument calls where it is caught",
        ["IContextCarrier.AttachUntilEnd"] = "a carrier itself: who calls it catches",
        ["IScopeOwner.Detach"] = "a scope owner itself: who calls it catches",
        ["DelegatingCarrier"] = "a carrier itself: who calls it catches",
        ["StrictCarrier"] = "a carrier itself: who calls it catches",
        ["SwitchableCarrier"] = "a carrier itself: who calls it catches",
        ["TracerCarrier"] = "the carrier inside is caught; the order beside it is the library's own",
        ["AttachmentOrder"] = "the library's own carrier",
        ["GuardedClock"] = "in a lambda, which its Ask calls where it is caught, and otherwise the system's clock",
        ["CarrierCheck"] = "the clock is a GuardedClock",
        ["CarrierWatch"] = "the clock is a GuardedClock",
        ["MadeOnce"] = "the container's own factory, when the host is made",
        ["NamedCalls"] = "a carrier itself: who calls it catches",
        ["ActivityStart"] = "its caller, ActivityLife.TryStart, catches",
        ["CarrierProbe"] = "ProblemOf and Checked catch for all of it",
        ["TraceContextPropagator.Inject"] = "the caller's own delegate",
        ["HeaderPropagator"] = "the caller's own delegate; TryExtract catches where it is somebody else's",
        ["BaggagePropagator"] = "the caller's own delegate; HeaderPropagator's TryExtractBaggage and TryInjectBaggage catch where it is somebody else's",
        ["PlatformPropagator"] = "in what its three members call where they catch",
        ["ClientHeaders"] = "the delegate of HttpClient itself",
        ["SpanHandlerFilter"] = "the factory's own delegate, when a client is made",
        ["ObservabilityApplicationBuilderExtensions"] = "the application's own delegate, at the start",
        ["ObservabilityTracesPageBuilderExtensions"] = "the application's own delegate, at the start",
        ["SpanRecorder"] = "the caller's own delegate; in a processor, Check catches",
        ["SpanLimits"] = "the caller's own delegate, at the start",
        ["SpanProcessors.FlushAsync"] = "in a lambda, in a task that is awaited where it is caught",
        ["KeptTraces"] = "in a processor, where the tracer catches",
        ["ObservabilityServiceCollectionExtensions.CreateTracer"] = "claims, at the start, which the check has read before",
        ["SpanLine"] = "the caller's own delegate",
        ["GuardedCarrier"] = "its members catch; its constructor runs after the check, and what it tells is the circuit's Report",
        ["ScopeRelay"] = "the delegate of a log provider, as without us",
        ["SpanScopes"] = "the delegate of a log provider, as without us",
        ["SpansInLogs"] = "the application's own registration, at the start",
        ["CarrierCircuit"] = "in an async method whose task is let go",
        ["CarrierDecision"] = "the host's own delegate",
        ["ManualAwaitable"] = "the probe's own continuation, which an async method has made",
    };

    static readonly string[] Ours =
        ["Abstractions", "Context.AsyncLocal", "Context.Activity", "Context.Explicit", "Context.Null", "Tracing", "Testing", "Hosting", "AspNetCore", "Http", "Orleans", "Development"];

    static readonly HashSet<string> Interfaces = ["IContextCarrier", "IScopeOwner", "ISpanProcessor", "IBufferingSpanProcessor", "ILogger", "ILoggerFactory"];

    static readonly HashSet<(string Type, string Method)> Members =
    [
        ("Exception", "get_Message"), ("Exception", "get_StackTrace"), ("Exception", "get_Source"), ("Exception", "ToString"),
        ("Counter`1", "Add"), ("UpDownCounter`1", "Add"), ("Histogram`1", "Record"),
        ("Meter", "CreateCounter"), ("Meter", "CreateUpDownCounter"), ("Meter", "CreateObservableGauge"), ("Meter", "CreateHistogram"),
        ("Meter", "Dispose"), ("EventSource", "WriteEvent"), ("TimeProvider", "CreateTimer"), ("TimeProvider", "GetUtcNow"), ("TimeProvider", "GetTimestamp"),
        ("ActivitySource", ".ctor"), ("ActivitySource", "CreateActivity"), ("ActivitySource", "StartActivity"),
        ("Activity", "set_Current"), ("Activity", "Start"), ("Activity", "Stop"), ("Activity", "Dispose"),
    ];

    [Fact]
    public void Is_made_where_an_exception_is_caught()
    {
        var unguarded = new SortedSet<string>(StringComparer.Ordinal);
        var used = new HashSet<string>();
        foreach (var (method, call) in CallsOut().Where(found => !IsCaught(found.Method, found.Call)))
        {
            if (LettingThrough.Keys.FirstOrDefault(known => IsIn(method, known)) is { } known)
                used.Add(known);
            else
                unguarded.Add($"{method.DeclaringType.FullName}.{method.Name} calls {((MethodReference)call.Operand).FullName}");
        }

        Assert.True(unguarded.Count == 0, "Not caught:\n" + string.Join('\n', unguarded));
        Assert.Empty(LettingThrough.Keys.Except(used));
    }

    [Fact]
    public void The_reading_finds_what_it_looks_for()
    {
        var found = CallsOut().Select(found => found.Method.Name).ToHashSet();

        Assert.Superset(new HashSet<string> { "OnStart", "OnEnd", "AttachOrReport", "Detach", "Tell", "TryAdd" }, found);
    }

    [Fact]
    public void Is_one_that_a_test_throws_in()
    {
        HashSet<string> thrownIn = [.. InATracerTests.Names, .. InAHostTests.Names, .. InALogTests.Names];
        var called = CallsOut()
            .Select(found => (MethodReference)found.Call.Operand)
            .Where(called => Interfaces.Contains(called.DeclaringType.Name))
            .Select(called => $"{called.DeclaringType.Name}.{called.Name.Replace("get_", "", StringComparison.Ordinal)}");

        Assert.Empty(called.Except(thrownIn));
    }

    static IEnumerable<(MethodDefinition Method, Instruction Call)> CallsOut() =>
        from name in Ours
        from type in Read(name).MainModule.GetTypes()
        from method in type.Methods
        where method.HasBody && !IsGenerated(method)
        from call in method.Body.Instructions
        where call.Operand is MethodReference called && IsOut(called, call, method)
        select (method, call);

    static AssemblyDefinition Read(string name)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location));
        return AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, $"Stackbilt.Observability.{name}.dll"),
            new ReaderParameters { AssemblyResolver = resolver });
    }

    static bool IsOut(MethodReference called, Instruction call, MethodDefinition method)
    {
        var type = called.DeclaringType;
        return Members.Contains((type.Name, called.Name))
            || Interfaces.Contains(type.Name)
            || (called.Name == "Invoke" && type.Resolve()?.BaseType?.FullName == "System.MulticastDelegate")
            || (type.FullName == "System.IDisposable" && !IsInFinally(method, call));
    }

    /// <summary>What the compiler writes for a log message, into a log that is guarded, and for a record.</summary>
    static bool IsGenerated(MethodDefinition method) =>
        method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "GeneratedCodeAttribute")
        || (method.Name is "Equals" or "GetHashCode" or "PrintMembers" && method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute"));

    static bool IsCaught(MethodDefinition method, Instruction call) => method.Body.ExceptionHandlers
        .Where(handler => handler.HandlerType == ExceptionHandlerType.Catch && handler.CatchType.FullName == "System.Exception")
        // The outermost one of an async method only makes it a faulted task.
        .OrderByDescending(handler => handler.TryEnd.Offset - handler.TryStart.Offset)
        .Skip(method.Name == "MoveNext" ? 1 : 0)
        .Any(handler => handler.TryStart.Offset <= call.Offset && call.Offset < handler.TryEnd.Offset);

    static bool IsInFinally(MethodDefinition method, Instruction call) => method.Body.ExceptionHandlers
        .Any(handler => handler.HandlerType == ExceptionHandlerType.Finally
            && handler.HandlerStart.Offset <= call.Offset && call.Offset < handler.HandlerEnd.Offset);

    /// <summary>In a type or a method of that name, or in what the compiler has made of a lambda, an async method or an iterator of it.</summary>
    static bool IsIn(MethodDefinition method, string known)
    {
        var type = method.DeclaringType;
        var names = method.Name;
        while (type.DeclaringType is { } outer)
        {
            names = $"{type.Name}.{names}";
            type = outer;
        }

        var parts = known.Split('.');
        return type.Name == parts[0] && (parts.Length == 1 || names.Contains(parts[1], StringComparison.Ordinal));
    }
}
