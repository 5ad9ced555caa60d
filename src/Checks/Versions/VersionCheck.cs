using System.Text.Json.Nodes;
using Slipway.Checks.Http;
using Slipway.Checks.Looks;
using Slipway.Checks.Programs;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Versions;

/// <summary>Which version is there: of an installed program, of what answers at a URL, or in a file.</summary>
internal sealed class VersionCheck : ICheck
{
    private const int MostFile = 4 * 1024 * 1024;

    public string Kind => "version";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("program", Required: false, "Name of a program on the PATH, without a slash. One of `program`, `url`, `file` is needed."),
        new("ask", Required: false, "How the program is asked: `--version` (default) or `-version`. No other word is passed on."),
        new("url", Required: false, "URL whose JSON answer tells the version; a path is appended to the environment's base URL."),
        new("file", Required: false, "File that holds the version: JSON (`package.json`), or text that is nothing else; at most 4 MiB."),
        new("key", Required: false, "Path to the version in JSON. Default `$.version`."),
        new("min", Required: false, "Oldest version. One of `min`, `below`, `is` is needed."),
        new("below", Required: false, "Version that is too new."),
        new(
            "is",
            Required: false,
            "The version itself, as far as it is given (`24` is also 24.1), or the very text, for instance a commit."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static async Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var asked = VersionAsked.Read(settings);
        var (what, text, whole) = asked switch
        {
            { Program: { } program } => (program, await ProgramAsync(settings, program, asked.How, ct), false),
            { Url: { } url } => (url, Picked(await AnswerAsync(settings, url, ct), asked.Key, url), true),
            _ => (asked.File!, Picked(await FileAsync(settings, asked.File!, ct), asked.Key, asked.File!), true),
        };
        var found = whole ? VersionNumber.Whole(text) : VersionNumber.FirstIn(text);
        if (found is null && (!whole || asked.Is != text))
        {
            return Observation.Unseen($"{what} tells no version: '{(text.Length > 100 ? text[..100] : text).Trim()}'.");
        }

        return Told(asked, what, whole ? text : found!.Text, found);
    }

    private static Observation Told(VersionAsked asked, string what, string text, VersionNumber? found)
    {
        var account = new Account();
        account.Facts["version"] = text;
        account.Facts["of"] = what;
        if (asked.Min is { } min && !(found?.ComparedWith(min) >= 0))
        {
            account.Flaw($"the version of {what} is {text}; at least {min.Text} is asked");
        }

        if (asked.Below is { } below && !(found?.ComparedWith(below) < 0))
        {
            account.Flaw($"the version of {what} is {text}; one below {below.Text} is asked");
        }

        if (asked.Is is { } same && same != text && !(VersionNumber.Whole(same) is { } wanted && found?.ComparedWith(wanted) == 0))
        {
            account.Flaw($"the version of {what} is {text}; {same} is asked");
        }

        return account.Seen() with
        {
            Stdout = text,
        };
    }

    /// <summary>Some programs tell it on standard error.</summary>
    private static async Task<string> ProgramAsync(SettingReader settings, string program, string how, CancellationToken ct)
    {
        var end = await new ProgramCall(settings.Here, settings.PathOf("."), program, [how]) { MostBytes = 64 * 1024 }.RunAsync(ct);
        return end.Code == 0
            ? (end.Out.Trim().Length > 0 ? end.Out : end.Error)
            : throw new IOException($"{program} {how} ended with code {end.Code}.");
    }

    private static async Task<string> AnswerAsync(SettingReader settings, string url, CancellationToken ct)
    {
        using var http = new LimitedHttp(settings.Here.Clock);
        var question = new HttpQuestion { Url = Addresses.Of(settings, url), Limit = settings.Here.Limit };
        settings.Check();
        return await http.AskAsync(question, ct) switch
        {
            HttpOutcome.Answer { Truncated: false, Status: >= 200 and < 300 } it => it.Body,
            HttpOutcome.Answer it => throw new IOException(
                it.Truncated ? "The answer is longer than is read." : $"The answer has the status {it.Status}."
            ),
            HttpOutcome.NoAnswer it => throw new IOException(it.Why),
            _ => throw new IOException("No answer."),
        };
    }

    private static async Task<string> FileAsync(SettingReader settings, string file, CancellationToken ct)
    {
        await using var stream = new FileStream(
            settings.PathOf(file),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var reader = new StreamReader(stream);
        var piece = new char[MostFile + 1];
        var length = await reader.ReadBlockAsync(piece, ct);
        return length <= MostFile ? new(piece, 0, length) : throw new IOException($"{file} is larger than the 4 MiB that are read.");
    }

    /// <summary>What stands at the path of JSON; the whole text where it is no JSON object.</summary>
    private static string Picked(string text, string key, string what)
    {
        if (!text.TrimStart().StartsWith('{'))
        {
            return text.Trim();
        }

        var root = JsonNode.Parse(text, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false });
        return JsonPath.Find(root, key) is (true, JsonValue value)
            ? (value.TryGetValue<string>(out var said) ? said : value.ToJsonString()).Trim()
            : throw new IOException($"{what} has no value at {(key.Length > 200 ? key[..200] : key)}.");
    }
}
