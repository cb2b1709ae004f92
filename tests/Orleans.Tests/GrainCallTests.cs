namespace Stackbilt.Observability.Tests;

[Collection(nameof(Clusters))]
public class GrainCallTests(Clusters clusters)
{
    public static TheoryData<string> Carriers() => Clusters.Carriers();

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_span_goes_to_another_silo_and_back(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));

        var trace = await cluster.CallAsync(() => first.CallAsync(second, "deep"));

        cluster.Of(trace).ShouldHaveTree(carrier == "Null"
            ? "root"
            : """
              root
                IWork/CallAsync [Server] rpc.system.name=orleans
                  step
                    IWork/DeepAsync [Server]
                      deep
                  after
              """);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task The_baggage_of_the_span_goes_along(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));
        string? found = null;

        await cluster.CallAsync(async () => found = await first.BaggageAsync(second, "team"), Baggage.Empty.With("team", "cards"));

        Assert.Equal(carrier == "Null" ? null : "cards", found);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_call_that_throws_has_an_error_and_the_caller_gets_the_exception(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(1);

        var trace = await cluster.CallAsync(async () =>
        {
            var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.ThrowAsync("why"));
            Assert.Equal("why", thrown.Message);
        });

        cluster.Of(trace).ShouldHaveTree(carrier == "Null"
            ? "root"
            : """
              root
                IWork/ThrowAsync [Server] Error "why" !exception
              """);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_call_that_nobody_waits_for_belongs_to_its_caller(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(1);
        var name = "fired." + carrier;

        var trace = await cluster.CallAsync(() => grain.FireAsync(name));
        if (carrier == "Null")
            return;

        await cluster.SpanAsync(name);
        await cluster.SpanAsync("IWork/FireAsync");
        cluster.Of(trace).ShouldHaveTree($"""
            root
              IWork/FireAsync [Server]
                {name}
            """);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task Two_calls_inside_of_each_other_in_one_grain_are_two(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(0);

        var traces = await Task.WhenAll(
            cluster.CallAsync(() => grain.MeetAsync("one")),
            cluster.CallAsync(() => grain.MeetAsync("other"))).Guarded();

        foreach (var (trace, name) in traces.Zip(["one", "other"]))
        {
            cluster.Of(trace).ShouldHaveTree(carrier == "Null"
                ? "root"
                : $"""
                   root
                     IWork/MeetAsync [Server]
                       {name}
                   """);
        }
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_call_under_a_mask_begins_a_trace(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));
        var name = "masked." + carrier;

        var trace = await cluster.CallAsync(() => first.MaskedCallAsync(second, name));

        Assert.DoesNotContain(cluster.Of(trace), span => span.Name == name);
        if (carrier == "Null")
            return;

        var deep = await cluster.SpanAsync(name);
        Assert.NotEqual(trace, deep.Context.TraceId);
        Assert.False(cluster.ParentOf(deep)!.ParentSpanId.IsValid);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Own")]
    public async Task Work_that_outlives_its_call_finds_no_span_and_calls_without_one(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));
        var name = "later." + carrier;
        Left.Go[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var trace = await cluster.CallAsync(() => first.LeaveBehindAsync(second, name));
        Left.Go[name].SetResult();
        await Left.Behind[name].Guarded();

        cluster.Of(trace).ShouldHaveTree("""
            root
              IWork/LeaveBehindAsync [Server]
            """);
        Assert.False(cluster.ParentOf(await cluster.SpanAsync(name))!.ParentSpanId.IsValid);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Own")]
    public async Task Work_left_on_a_thread_of_the_pool_begins_a_trace(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));
        var name = "pool." + carrier;
        Left.Go[name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var trace = await cluster.CallAsync(() => first.LeaveOnPoolAsync(second, name));
        Left.Go[name].SetResult();
        await Left.Behind[name].Guarded();

        cluster.Of(trace).ShouldHaveTree("""
            root
              IWork/LeaveOnPoolAsync [Server]
            """);
        Assert.False(cluster.ParentOf(await cluster.SpanAsync(name))!.ParentSpanId.IsValid);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Own")]
    public async Task A_call_under_a_mask_on_a_thread_of_the_pool_begins_a_trace(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var (first, second) = (await cluster.GrainOnAsync(0), await cluster.GrainOnAsync(1));
        var name = "masked.pool." + carrier;

        await cluster.CallAsync(() => first.MaskedCallOnPoolAsync(second, name));

        Assert.False(cluster.ParentOf(await cluster.SpanAsync(name))!.ParentSpanId.IsValid);
    }

    [Theory]
    [InlineData("AsyncLocal")]
    [InlineData("Activity")]
    [InlineData("Explicit")]
    public async Task What_reads_the_header_in_a_grain_finds_the_call(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(0);
        string? header = null;

        var trace = await cluster.CallAsync(async () => header = await grain.HeaderAsync());

        var call = Assert.Single(cluster.Of(trace), span => span.Name == "IWork/HeaderAsync");
        Assert.Equal(call.Context.SpanId, TraceContextPropagator.Extract(header, null).SpanId);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_timer_begins_a_trace_with_each_tick(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(0);
        var name = "tick." + carrier;

        var trace = await cluster.CallAsync(() => grain.StartTimerAsync(name));

        Assert.DoesNotContain(cluster.Of(trace), span => span.Name == name);
        if (carrier != "Null")
            AssertRoot(cluster, await cluster.SpanAsync(name), trace, "IGrainTimerInvoker/InvokeCallbackAsync", SpanKind.Internal);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task A_reminder_begins_a_trace(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(0);
        var name = "remind." + carrier;

        var trace = await cluster.CallAsync(() => grain.StartReminderAsync(name));

        Assert.DoesNotContain(cluster.Of(trace), span => span.Name == name);
        if (carrier != "Null")
            AssertRoot(cluster, await cluster.SpanAsync(name), trace, "IRemindable/ReceiveReminder", SpanKind.Internal);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task An_item_of_a_stream_belongs_to_the_call_that_put_it_in(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        var grain = await cluster.GrainOnAsync(0);
        var name = "read." + carrier;

        var trace = await cluster.CallAsync(() => grain.PublishAsync(name, Guid.NewGuid()));
        if (carrier == "Null")
            return;

        var read = await cluster.SpanAsync(name);
        var delivery = await cluster.SpanAsync(cluster.Recorder.Spans.Any(span => span.Name.EndsWith("DeliverMutable", StringComparison.Ordinal))
            ? "IStreamConsumerExtension/DeliverMutable"
            : "IStreamConsumerExtension/DeliverBatch");
        Assert.Equal(trace, read.Context.TraceId);
        cluster.Of(trace).ShouldHaveTree($"""
            root
              IWork/PublishAsync [Server]
                {delivery.Name} [Consumer]
                  {name}
            """);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public async Task What_silos_say_to_each_other_has_no_spans(string carrier)
    {
        var cluster = await clusters.Under(carrier);
        await cluster.GrainOnAsync(1);

        string[] known = ["IWork/", "IGrainTimerInvoker/", "IRemindable/", "IStreamConsumerExtension/"];
        Assert.DoesNotContain(
            cluster.Recorder.Spans,
            span => span.Name.Contains('/', StringComparison.Ordinal) && !known.Any(prefix => span.Name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    static void AssertRoot(Cluster cluster, SpanData deep, TraceId other, string name, SpanKind kind)
    {
        Assert.NotEqual(other, deep.Context.TraceId);
        var parent = cluster.Recorder.WaitForAsync(all => all.Any(span => span.Context.SpanId == deep.ParentSpanId), HangGuard.Token)
            .GetAwaiter().GetResult().Single(span => span.Context.SpanId == deep.ParentSpanId);
        Assert.Equal((name, kind, false), (parent.Name, parent.Kind, parent.ParentSpanId.IsValid));
    }
}
