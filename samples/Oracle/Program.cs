using System.CommandLine;
using Microsoft.Extensions.Options;
using OracleService;

var serve = new Option<bool>("--serve") { Description = "Keep running, and print the address." };
var json = new Option<FileInfo?>("--json") { Description = "Also write the spans to this file." };
var html = new Option<FileInfo?>("--html") { Description = "Also write the waterfalls to this file, as a page for a browser." };
var otlp = new Option<Uri?>("--otlp")
{
    Description = "Also export over OTLP/HTTP, e.g. to http://127.0.0.1:4318.",
    CustomParser = given => Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address)
        ? address
        : Refuse(given, "--otlp takes an absolute address, such as http://127.0.0.1:4318"),
};
var command = new RootCommand("A traced request, end to end. Any other argument is configuration, as in any .NET service.")
{
    serve,
    json,
    html,
    otlp,
};
command.TreatUnmatchedTokensAsErrors = false;
command.SetAction(async (arguments, cancellation) =>
{
    try
    {
        await using var services = await OracleServices.StartAsync([.. arguments.UnmatchedTokens], arguments.GetValue(otlp));
        if (arguments.GetValue(serve))
            await Serving.RunAsync(services, cancellation);
        else
            await Demonstration.RunAsync(services, arguments.GetValue(json), arguments.GetValue(html), cancellation);

        return 0;
    }
    catch (OptionsValidationException wrong)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();

static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult given, string accepted)
{
    given.AddError($"{accepted}; it was given \"{given.Tokens[0].Value}\".");
    return null;
}
