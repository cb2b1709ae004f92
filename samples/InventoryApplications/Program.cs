// One library in three applications: prints what each of them exports.
using System.Diagnostics;
using Inventory;
using InventoryApplications;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Stackbilt.Observability;
using Tracer = Stackbilt.Observability.Tracer;

var stock = new Stock("north", "south");
var exported = new List<Activity>();
switch (args.SingleOrDefault())
{
    case "tracer":
        using (Exporting("Inventory", Tracer.SourceName))
        {
            var tracer = new Tracer(new AsyncLocalCarrier());
            using var bound = ActiveSpan.Bind(tracer.Carrier);
            await tracer.RunInSpan(tracer.StartRoot("order"), async _ => await Orders.TakeAsync(stock));
        }

        break;
    case "opentelemetry":
        using (Exporting("Inventory", "Shop"))
        using (var shop = new ActivitySource("Shop"))
        {
            using (shop.StartActivity("order"))
                await Orders.TakeAsync(stock);

            await stock.CountAsync("outside of every order");
        }

        break;
    case "neither":
        await Orders.TakeAsync(stock);
        break;
    default:
        Console.Error.WriteLine("Say which application: tracer, opentelemetry or neither.");
        return 1;
}

Console.Write(ExportedTree.Of(exported));
return 0;

TracerProvider Exporting(params string[] sources) =>
    Sdk.CreateTracerProviderBuilder().AddSource(sources).AddInMemoryExporter(exported).Build();
