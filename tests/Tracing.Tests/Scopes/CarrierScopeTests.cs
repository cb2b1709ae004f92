namespace Stackbilt.Observability.Tests.Scopes;

/// <summary>What a scope checks of its maker; no carrier can get it wrong, so no rule of the specification asks.</summary>
public class CarrierScopeTests
{
    [Fact]
    public void A_scope_with_an_end_needs_an_owner_and_an_attachment()
    {
        var owner = Substitute.For<IScopeOwner>();

        Assert.Throws<ArgumentNullException>("owner", () => new CarrierScope(null, null!, new object()));
        Assert.Throws<ArgumentNullException>("attachment", () => new CarrierScope(null, owner, null!));
    }
}
