namespace Stackbilt.Observability.Benchmarks.Tests;

/// <summary>
/// What each operation of ours may allocate, to the byte, on a 64-bit runtime. Of the budgets, a write of the execution
/// context with three values in it takes 104 (four: 120), a reference to a span 24, an attachment 40, a span 96, and what it
/// hands to its processors 96.
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
    public void A_child_is_a_span_and_what_it_hands_over() => AssertBytes<ChildOfParent>(96 + 96);

    [Fact]
    public void An_active_child_adds_one_write_of_the_context() => AssertBytes<ActiveChild>(96 + 96 + 24 + 40 + 104);

    [Fact]
    public void Two_attributes_add_one_array() => AssertBytes<ActiveChildWithAttributes>(96 + 96 + 24 + 40 + 104 + 72);

    [Fact]
    public void Attaching_writes_the_context_twice() => AssertBytes<AttachAndDispose>(40 + (2 * 104));

    [Fact]
    public void Attaching_what_is_current_allocates_nothing() => AssertBytes<AttachCurrentAndDispose>(0);

    [Fact]
    public void An_unsampled_child_hands_nothing_over() => AssertBytes<UnsampledActiveChild>(96 + 24 + 40 + 104);

    /// <summary>Not the bytes of an activity, which are the platform's affair, but how many more than with it alone.</summary>
    [Fact]
    public void A_twin_adds_a_span_and_one_write_to_its_activity() =>
        Assert.Equal(
            BytesOf<HeardActivity>() + (2 * (120 - 104)) + 96 + 24 + 40 + 120,
            BytesOf<HeardActiveChild>());

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
