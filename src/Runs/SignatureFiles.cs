using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>Signed words in files: made where the person is, taken up by the run. Nothing in them is believed; the run holds them against itself.</summary>
public static class SignatureFiles
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Name of the folder in a run in which they lie.</summary>
    public const string Folder = "signatures";

    /// <summary>The folder of a run in which they lie.</summary>
    public static string FolderOf(RunFolder run) => run.In(Folder);

    /// <summary>A name that no other person's word has.</summary>
    public static string NameOf(SignedWord word) =>
        $"{word.Statement.Step.Value}-{Digest.Of($"{word.Statement.By}\n{word.KeyId}\n{word.Value}").Hex[..12]}.json";

    /// <summary>The file's text.</summary>
    public static string Write(SignedWord word) =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["statement"] = word.Statement.Json(),
                ["signature"] = new JsonObject
                {
                    ["key"] = word.KeyId,
                    ["kind"] = word.Kind,
                    ["value"] = word.Value,
                },
                ["verdicts"] = Members(word.Verdicts),
                ["plan"] = Members(word.Plan),
            }
        ) + "\n";

    /// <summary>Reads a file; null with a reason when it is none.</summary>
    public static (SignedWord? Word, string Why) Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostBytes }
                ? Parse(File.ReadAllBytes(path))
                : (null, "it is no file of a signature, or too large for one");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, unreadable.Message);
        }
    }

    /// <summary>The files of a run, by name.</summary>
    public static IReadOnlyList<string> In(RunFolder run)
    {
        try
        {
            return Directory.Exists(FolderOf(run))
                ? [.. Directory.EnumerateFiles(FolderOf(run), "*.json").Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static (SignedWord? Word, string Why) Parse(byte[] bytes)
    {
        try
        {
            var file = JsonNode.Parse(Encoding.UTF8.GetString(bytes), documentOptions: new() { MaxDepth = 8 });
            return
                SignedStatement.Read(file?["statement"]) is { } statement
                && file?["signature"] is JsonObject signature
                && Texts(signature) is { } texts
                && texts.TryGetValue("key", out var key)
                && texts.TryGetValue("kind", out var kind)
                && texts.TryGetValue("value", out var value)
                ? (new(statement, key, kind, value) { Verdicts = Texts(file["verdicts"]) ?? [], Plan = Texts(file["plan"]) ?? [] }, "")
                : (null, "it is no file of a signature");
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return (null, "it is no file of a signature");
        }
    }

    private static Dictionary<string, string>? Texts(JsonNode? node) =>
        node is JsonObject members && members.All(it => it.Value is JsonValue value && value.TryGetValue<string>(out _))
            ? members.ToDictionary(it => it.Key, it => it.Value!.GetValue<string>(), StringComparer.Ordinal)
            : null;

    private static JsonObject Members(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)JsonValue.Create(it.Value))));
}
