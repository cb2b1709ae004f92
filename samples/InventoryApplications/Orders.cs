using Inventory;

namespace InventoryApplications;

/// <summary>The work of the application, the same in all three.</summary>
static class Orders
{
    public static async Task TakeAsync(Stock stock)
    {
        try
        {
            await stock.TakeAsync("tarot deck", pieces: 12);
        }
        catch (InvalidOperationException)
        {
            // There are ten.
        }
    }
}
