using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Stackbilt.Observability.Tests;

public class DatabaseCommandTests
{
    const string Section = "EF Core";

    [Theory, EveryCarrier]
    public async Task A_command_is_below_the_nearest_span_that_the_carrier_knows(string carrier)
    {
        await using var connection = await LetterArchive.OpenAsync();
        await using var program = await StartAsync(carrier, connection, static async (archive, letter, stop) =>
        {
            archive.Add(new LetterArchive.ArchivedLetter { Address = letter });
            await archive.SaveChangesAsync(stop);
        });

        (await program.Client.PostAsync("/archive/Ada", null, HangGuard.Token)).EnsureSuccessStatusCode();

        await program.ShouldHaveTreeAsync(program.IsAmbient
            ? RecipePage.Tree(Section)
            : """
              POST /archive/{letter} [Server]
                letter.print
                db.query [Client]
              """);
        Assert.Equal(["Ada"], program.Arrived());
    }

    [Theory, EveryCarrier]
    public async Task A_command_that_fails_is_an_error_and_throws_what_it_would(string carrier)
    {
        await using var connection = await LetterArchive.OpenAsync();
        await using var program = await StartAsync(carrier, connection, static (archive, _, stop) =>
            archive.Database.ExecuteSqlRawAsync("INSERT INTO Nowhere VALUES (1)", stop));

        var thrown = await Record.ExceptionAsync(() => program.Client.PostAsync("/archive/Ada", null, HangGuard.Token));

        Assert.IsAssignableFrom<DbException>(thrown);
        await program.Recorder.WaitForAsync(static all => all.Any(static span => span.Kind == SpanKind.Server), HangGuard.Token);
        var command = program.Recorder.Spans.SingleOrDefault(static span => span.Name == "db.query");
        Assert.Equal(program.Carries ? SpanStatus.Error : null, command?.Status);
    }

    [Theory, EveryCarrier]
    public async Task Commands_that_read_and_that_write_all_have_a_span(string carrier)
    {
        await using var connection = await LetterArchive.OpenAsync();
        await using var program = await StartAsync(carrier, connection, static async (archive, letter, stop) =>
        {
            Assert.Empty(await archive.Letters.ToListAsync(stop));
            Assert.Equal(0, await archive.Letters.Where(one => one.Address == letter).ExecuteDeleteAsync(stop));
        });

        (await program.Client.PostAsync("/archive/Ada", null, HangGuard.Token)).EnsureSuccessStatusCode();

        var spans = await program.Recorder.WaitForAsync(
            static all => all.Any(static span => span.Kind == SpanKind.Server), HangGuard.Token);
        Assert.Equal(program.Carries ? 2 : 0, spans.Count(static span => span.Name == "db.query"));
    }

    static Task<RecipeProgram> StartAsync(
        string carrier, DbConnection connection, Func<LetterArchive, string, CancellationToken, Task> use) => RecipeProgram.StartAsync(
        carrier,
        builder =>
        {
            builder.Services.AddScoped<CommandSpans>();
            builder.Services.AddDbContext<LetterArchive>((services, options) =>
                options.UseSqlite(connection).AddInterceptors(services.GetRequiredService<CommandSpans>()));
        },
        app => app.MapPost("/archive/{letter}", async (string letter, LetterArchive archive, PostOffice post, MailRoom mail, RequestSpan request) =>
        {
            post.Archive = (accepted, stop) => use(archive, accepted, stop);
            await mail.SendAsync(letter, request.Span);
        }));
}
