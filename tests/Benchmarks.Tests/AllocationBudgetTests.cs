namespace Stackbilt.Observability.Benchmarks.Tests;

/// <summary>
/// What each operation of ours may allocate, to the byte, on a 64-bit runtime. Of the budgets, a write of the execution
/// context with three values in it takes 104 (four: 120), a reference to a span 24, an attachment 32 (40 with a scope) and its scope 32, a span
/// 80, and a span that is kept 96 more.
/// </summary>
public class AllocationBudgetTests
{
    const int WarmUps = 2_000;
    const int Times = 1_000;

    [Fact]
    public void Reading_allocates_nothing() => AssertBytes<ReadActiveSpan>(0);

    [Fact]
    public void Nothing_bound_allocates_nothing() => AssertBytes<StartChildUnbound>(0);

    [Fact]
    public void The_null_carrier_allocates_nothing() => AssertBytes<StartChildUnderNull>(0);

    [Fact]
    public void A_child_is_a_span() => AssertBytes<ChildOfParent>(80);

    [Fact]
    public void A_processor_that_keeps_it_makes_an_object_of_it() => AssertBytes<KeptChildOfParent>(80 + 96);

    [Fact]
    public void An_active_child_adds_one_write_of_the_context() => AssertBytes<ActiveChild>(80 + 24 + 32 + 104);

    [Fact]
    public void Two_attributes_add_one_array() => AssertBytes<ActiveChildWithAttributes>(80 + 24 + 32 + 104 + 72);

    [Fact]
    public void Attaching_writes_the_context_once() => AssertBytes<AttachAndDispose>(40 + 32 + 104);

    [Fact]
    public void Attaching_what_is_current_allocates_nothing() => AssertBytes<AttachCurrentAndDispose>(0);

    [Fact]
    public void An_unsampled_child_allocates_nothing() => AssertBytes<UnsampledActiveChild>(0);

    [Fact]
    public void Neither_does_it_while_a_sampler_is_asked()
    {
        AssertBytes<HeardUnsampledActiveChild>(0);
        AssertBytes<UnsampledActiveChildUnderActivity>(0);
    }

    [Fact]
    public void A_library_that_nobody_listens_to_allocates_nothing()
    {
        AssertBytes<ScopedChildUnheard>(0);
        AssertBytes<StartChildUnderActivityUnheard>(0);
    }

    [Fact]
    public void Reading_a_parent_allocates_nothing() => AssertBytes<ExtractHeaders>(0);

    [Fact]
    public void Writing_headers_makes_one_text() => AssertBytes<InjectHeaders>(136);

    [Fact]
    public void The_guard_adds_nothing()
    {
        AssertBytes<ReadGuarded>(0);
        Assert.Equal(BytesOf<AttachUnguarded>(), BytesOf<AttachGuarded>());
    }

    /// <summary>Not the bytes of an activity, which are the platform's affair, but how many more than with it alone.</summary>
    [Fact]
    public void A_span_over_an_activity_adds_itself_and_one_write() =>
        Assert.Equal(
            BytesOf<HeardActivity>() + (2 * (120 - 104)) + 56 + 24 + 32 + 120,
            BytesOf<HeardActiveChild>());

    [Fact]
    public void Under_the_Activity_carrier_it_adds_itself_alone() =>
        Assert.Equal(BytesOf<HeardActivity>() + 56, BytesOf<ActiveChildUnderActivity>());

    static void AssertBytes<TOperation>(double expected)
        where TOperation : struct, IOperation => Assert.Equal(expected, BytesOf<TOperation>());

    /// <summary>The least of several batches: the runtime adds objects of its own now and then, and never takes any away.</summary>
    static double BytesOf<TOperation>()
        where TOperation : struct, IOperation
    {
        using var operation = Measured.Enter<TOperation>();
        operation.Run(WarmUps);
        return Enumerable.Range(0, 5).Min(_ => Math.Floor(operation.Run(Times).BytesEach));
    }
}
