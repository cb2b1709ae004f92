namespace Stackbilt.Observability.Tests;

static class Agreement
{
    /// <summary>Each span that was recorded is one activity that was exported, under the same parent, with the same facts.</summary>
    public static void EachRecordedSpanIsOneIn(this TwoServices services, Exported exported) =>
        Assert.All(services.Recorder.Spans, span =>
        {
            var twin = Assert.Single(
                exported.Activities, activity => activity.SpanId.ToHexString() == span.Context.SpanId.ToString());
            Assert.Equal(span.Context.TraceId.ToString(), twin.TraceId.ToHexString());
            Assert.Equal(span.ParentSpanId.ToString(), twin.ParentSpanId.ToHexString());
            Assert.Equal(span.Kind.ToString(), twin.Kind.ToString());
            Assert.Equal(span.Name, twin.DisplayName);
            Assert.All(span.Attributes, attribute => Assert.Equal(attribute.Value, twin.GetTagItem(attribute.Key)));
        });

    /// <summary>No span twice, and all in one trace.</summary>
    public static void IsOneTrace(this Exported exported)
    {
        Assert.Single(exported.Activities.Select(activity => activity.TraceId).Distinct());
        Assert.Equal(exported.Activities.Count, exported.Activities.Select(activity => activity.SpanId).Distinct().Count());
    }
}
