using System;
using System.Threading.Tasks;
using Stackbilt.Observability;

namespace Inventory
{
    /// <summary>What is in stock. It reports its work under the name <c>Inventory</c>.</summary>
    public sealed class Stock
    {
        static readonly InstrumentationScope Scope = new InstrumentationScope("Inventory", "1.0.0");

        readonly string[] _warehouses;

        /// <summary>A stock in several places.</summary>
        /// <param name="warehouses">The names of the warehouses; not null.</param>
        public Stock(params string[] warehouses)
        {
            _warehouses = warehouses;
        }

        /// <summary>How many of an article there are; looks into one warehouse after the other.</summary>
        /// <param name="article">The article; not null.</param>
        /// <returns>The number of pieces.</returns>
        public async Task<int> CountAsync(string article)
        {
            using (var span = Scope.Current?.StartActiveChild("inventory.count", ("inventory.article", article)))
            {
                var count = 0;
                foreach (var warehouse in _warehouses)
                    count += await LookIntoAsync(warehouse);

                span?.SetAttribute("inventory.pieces", count);
                return count;
            }
        }

        /// <summary>Takes pieces out, which fails where there are too few.</summary>
        /// <param name="article">The article; not null.</param>
        /// <param name="pieces">How many.</param>
        /// <returns>When it is done.</returns>
        /// <exception cref="InvalidOperationException">There are too few.</exception>
        public async Task TakeAsync(string article, int pieces)
        {
            using (var span = Scope.Current?.StartActiveChild("inventory.take", SpanKind.Client, ("inventory.pieces", pieces), ("inventory.partial", false)))
            {
                try
                {
                    if (await CountAsync(article) < pieces)
                        throw new InvalidOperationException("There are too few.");
                }
                catch (InvalidOperationException exception)
                {
                    span?.RecordException(exception).SetStatus(SpanStatus.Error, exception.Message);
                    throw;
                }
            }
        }

        static async Task<int> LookIntoAsync(string warehouse)
        {
            using (var span = Scope.Current?.StartChild("inventory.look", SpanKind.Client, ("inventory.warehouse", warehouse)))
            {
                await Task.Yield();
                var pieces = warehouse.Length;
                span?.AddEvent("found", ("inventory.pieces", pieces));
                return pieces;
            }
        }
    }
}
