using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Stackbilt.Observability.Tests;

/// <summary>
/// Compares a text with the one that is committed beside the test: <c>Class.Method.verified.txt</c>. What differs is
/// written to <c>Class.Method.received.txt</c>; renaming that one accepts it. The files are those of Verify, so that
/// <c>Verifier.Verify</c> can take this one's place.
/// </summary>
static class Snapshot
{
    public static void Matches(
        string received,
        string? name = null,
        [CallerFilePath] string testFile = "",
        [CallerMemberName] string test = "")
    {
        var place = Path.Combine(
            SourceFolder(testFile),
            Path.GetFileNameWithoutExtension(testFile) + "." + test + (name is null ? "" : "." + name));
        var verifiedFile = place + ".verified.txt";
        var receivedFile = place + ".received.txt";
        var verified = File.Exists(verifiedFile) ? Normalised(File.ReadAllText(verifiedFile)) : null;
        received = Normalised(received);
        if (received == verified)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        throw new XunitException(
            $"""
            {(verified is null ? "Nothing is committed to compare with." : "It differs from what is committed.")}
            {Difference(verified ?? "", received)}
            To accept it: mv "{receivedFile}" "{verifiedFile}"
            """);
    }

    /// <summary>A reproducible build maps the paths of its sources; the project's own folder is known all the same.</summary>
    static string SourceFolder(string testFile)
    {
        var folder = Path.GetDirectoryName(testFile)!;
        if (Directory.Exists(folder))
            return folder;

        var project = typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "ProjectDirectory").Value!;
        var inProject = $"/{Path.GetFileName(project)}/";
        var path = testFile.Replace('\\', '/');
        var start = path.LastIndexOf(inProject, StringComparison.Ordinal) + inProject.Length;
        return Path.Combine(project, Path.GetDirectoryName(path[start..])!);
    }

    static string Normalised(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n";

    /// <summary>From the first line that differs to the last, as a diff.</summary>
    static string Difference(string verified, string received)
    {
        var (old, now) = (verified.Split('\n'), received.Split('\n'));
        var same = old.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameAtEnd = old.Skip(same).Reverse().Zip(now.Skip(same).Reverse())
            .TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join('\n',
        [
            $"@@ line {same + 1} @@",
            .. old[same..^sameAtEnd].Select(line => "-" + line),
            .. now[same..^sameAtEnd].Select(line => "+" + line),
        ]);
    }
}
