using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Stackbilt.Observability.Tests;

/// <summary>A database in memory, for as long as the connection of the test is open.</summary>
sealed class LetterArchive(DbContextOptions<LetterArchive> options) : DbContext(options)
{
    public DbSet<ArchivedLetter> Letters => Set<ArchivedLetter>();

    public static async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection("DataSource=:memory:");
        await connection.OpenAsync();
        using var archive = new LetterArchive(new DbContextOptionsBuilder<LetterArchive>().UseSqlite(connection).Options);
        await archive.Database.EnsureCreatedAsync();
        return connection;
    }

    public sealed class ArchivedLetter
    {
        public int Id { get; set; }

        public required string Address { get; set; }
    }
}
