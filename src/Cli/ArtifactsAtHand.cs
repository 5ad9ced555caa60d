using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>What goes live, looked at where Slipway runs: files, commits, and images where their registry says what they are.</summary>
internal static class ArtifactsAtHand
{
    /// <summary>Each as it is now; what is not to be seen says why.</summary>
    public static async Task<IReadOnlyList<Artifact>> SeeAsync(
        Settings settings,
        string settingsFolder,
        Surroundings here,
        CancellationToken ct
    )
    {
        var seen = new List<Artifact>();
        foreach (var it in settings.Artifacts)
        {
            seen.Add(
                it.File is { } file ? OfFile(it.Name, file, settingsFolder)
                : it.Commit is { } commit ? OfCommit(it.Name, commit, settingsFolder)
                : await OfImageAsync(it.Name, it.Image!, here, ct)
            );
        }

        return seen;
    }

    private static Artifact OfFile(string name, string file, string folder)
    {
        try
        {
            using var bytes = File.OpenRead(Path.GetFullPath(file, folder));
            return new(name, "file", file, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}", null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new(name, "file", file, null, unreadable.Message);
        }
    }

    private static Artifact OfCommit(string name, string revision, string folder) =>
        GitCalls.Ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}")?.Trim() is { Length: > 0 } id
            ? new(name, "commit", revision, id, null)
            : new(name, "commit", revision, null, $"git does not know the revision {revision} in {folder}");

    private static async Task<Artifact> OfImageAsync(string name, string image, Surroundings here, CancellationToken ct)
    {
        var seen = await Checking.LookAsync(new("registry", new Dictionary<string, string> { ["image"] = image }), "", here, ct);
        return seen is { Looking: Looking.Saw, Body: { } facts } && DigestIn(facts) is { } digest
            ? new(name, "image", image, digest, null)
            : new(
                name,
                "image",
                image,
                null,
                seen?.Problem ?? (seen?.Flaws is [var flaw, ..] ? flaw : "its registry does not say its digest")
            );
    }

    private static string? DigestIn(string facts)
    {
        using var told = JsonDocument.Parse(facts);
        return told.RootElement.TryGetProperty("digest", out var digest) ? digest.GetString() : null;
    }
}
