using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Platform;

namespace Slipway.Runs;

/// <summary>A person's word that a run is to go back: left in the run's folder, taken up by whichever process carries the run on, and gone from then on; the journal has it.</summary>
/// <param name="By">Who says it.</param>
/// <param name="Reason">Why.</param>
public sealed record RollbackRequest(string By, string Reason)
{
    /// <summary>Line of the trigger that was seen to come true; null when none is named.</summary>
    public int? Trigger { get; init; }

    /// <summary>Name of the file.</summary>
    public const string FileName = "rollback-request.json";

    private const int MostBytes = 64 * 1024;

    /// <summary>Leaves it for whoever carries the run on.</summary>
    public void Leave(RunFolder folder) => DurableStorage.Write(folder.In(FileName), Encoding.UTF8.GetBytes(Json().ToJsonString()));

    /// <summary>Whether one lies there that nobody has taken up.</summary>
    public static bool IsThere(RunFolder folder) => File.Exists(folder.In(FileName));

    /// <summary>Takes it; null when there is none, or none that can be read: then <paramref name="tell"/> is told so.</summary>
    public static RollbackRequest? Take(RunFolder folder, Action<string> tell)
    {
        if (!IsThere(folder))
        {
            return null;
        }

        try
        {
            var request = Read(folder.In(FileName));
            File.Delete(folder.In(FileName));
            if (request is null)
            {
                tell($"{FileName} names nobody or no reason, and is passed over; ask with `slipway rollback`");
            }

            return request;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            tell($"{FileName} cannot be taken up: {unreadable.Message}");
            return null;
        }
    }

    private JsonObject Json()
    {
        var members = new JsonObject { ["by"] = By, ["reason"] = Reason };
        if (Trigger is { } line)
        {
            members["trigger"] = line;
        }

        return members;
    }

    private static RollbackRequest? Read(string path)
    {
        try
        {
            return
                new FileInfo(path).Length <= MostBytes
                && JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject members
                && Text(members, "by") is { } by
                && Text(members, "reason") is { } reason
                && (members["trigger"] is null || members["trigger"]!.GetValueKind() == JsonValueKind.Number)
                ? new(by, reason) { Trigger = members["trigger"]?.GetValue<int>() }
                : null;
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue(out string? text) && text.Trim().Length > 0 ? text.Trim() : null;
}
