using System.Reflection;

namespace Stackbilt.Observability.Tests;

/// <summary>What other people compile against, as committed text: no change of it goes unseen.</summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("Stackbilt.Observability.Abstractions")]
    [InlineData("Stackbilt.Observability.Context.AsyncLocal")]
    [InlineData("Stackbilt.Observability.Context.Activity")]
    [InlineData("Stackbilt.Observability.Context.Explicit")]
    [InlineData("Stackbilt.Observability.Context.Null")]
    [InlineData("Stackbilt.Observability.Tracing")]
    [InlineData("Stackbilt.Observability.Testing")]
    [InlineData("Stackbilt.Observability.Hosting")]
    [InlineData("Stackbilt.Observability.AspNetCore")]
    [InlineData("Stackbilt.Observability.Http")]
    [InlineData("Stackbilt.Observability.Orleans")]
    [InlineData("Stackbilt.Observability.Development")]
    [InlineData("Stackbilt.Observability.Conformance")]
    [InlineData("Stackbilt.Observability.Conformance.Xunit")]
    public void Of(string package) => Snapshot.Matches(PublicApi.Of(Assembly.Load(package)), package);
}
