using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Verifying;

/// <summary>The files that were made from a record: those that its seal names, as it names them, and no others.</summary>
internal sealed class FilesCheck(RunFolder folder)
{
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "journal.jsonl", "statement.json", "statement.pub" };

    public VerifiedPart Of(RunState state)
    {
        if (state.Sealed is not { } named)
        {
            return RecordVerifier.Unknown(
                "files",
                "no file is sealed",
                state.Ended is null
                    ? "the run has not ended, so its files are still being made"
                    : "the run has ended, but the record of its files is missing; `slipway resume` writes it"
            );
        }

        List<string> faults = [.. Named(named), .. Foreign(named), .. Brought(state), .. Bound(state)];
        var says = string.Create(
            CultureInfo.InvariantCulture,
            $"{named.Count} files, each with the digest of the seal: {string.Join(", ", named.Keys.Order(StringComparer.Ordinal))}"
        );
        return faults.Count == 0 ? RecordVerifier.Says("files", says) : RecordVerifier.Broken("files", says, faults);
    }

    private IEnumerable<string> Named(IReadOnlyDictionary<string, string> named)
    {
        foreach (var (name, sha256) in named)
        {
            if (!RunFolder.Made.Contains(name, StringComparer.Ordinal))
            {
                yield return $"{name} is sealed, and no file of a run is called so";
            }
            else if (!IsFile(folder.In(name)))
            {
                yield return $"{name} is missing";
            }
            else if (Digest.Of(File.ReadAllBytes(folder.In(name))).Hex != sha256)
            {
                yield return $"{name} is not what was sealed";
            }
        }
    }

    /// <summary>What lies beside the record and is not of it could pass for it.</summary>
    private IEnumerable<string> Foreign(IReadOnlyDictionary<string, string> named)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder.Path).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var known = Directory.Exists(path)
                ? name is "evidence" or "included" or SignatureFiles.Folder
                : Own.Contains(name) || named.ContainsKey(name) || name == "journal.jsonl.lock" && new FileInfo(path).Length == 0;
            if (!known || new FileInfo(path).LinkTarget is not null)
            {
                yield return $"{name} does not belong to the record";
            }
        }

        foreach (var path in Directory.Exists(folder.Included) ? Directory.EnumerateFileSystemEntries(folder.Included) : [])
        {
            if (!IsFile(path) || $"{Digest.Of(File.ReadAllBytes(path)).Hex}.md" != Path.GetFileName(path))
            {
                yield return $"included/{Path.GetFileName(path)} is not the document that its name says";
            }
        }
    }

    /// <summary>Signatures that were brought to the run; those that counted stand in the journal.</summary>
    private IEnumerable<string> Brought(RunState state)
    {
        var place = SignatureFiles.FolderOf(folder);
        foreach (var path in Directory.Exists(place) ? Directory.EnumerateFileSystemEntries(place) : [])
        {
            if (!IsFile(path) || SignatureFiles.Read(path).Word?.Statement.Run != state.Started.Run)
            {
                yield return $"{SignatureFiles.Folder}/{Path.GetFileName(path)} is no signature that was brought to this run";
            }
        }
    }

    /// <summary>Document and plan are those that the run began with.</summary>
    private IEnumerable<string> Bound(RunState state)
    {
        if (IsFile(folder.Source) && Digest.Of(File.ReadAllBytes(folder.Source)).Hex != state.Started.DocumentSha256)
        {
            yield return "source.md is not the document that the run began with";
        }

        if (IsFile(folder.Plan) && PlanReader.Read(File.ReadAllText(folder.Plan)) is not ReadPlan.Usable)
        {
            yield return "plan.json cannot be read";
        }
        else if (
            IsFile(folder.Plan)
            && PlanReader.Read(File.ReadAllText(folder.Plan)) is ReadPlan.Usable plan
            && plan.StatedDigest != $"sha256:{state.Started.PlanDigest}"
        )
        {
            yield return "plan.json is not the plan that the run began with";
        }
    }

    private static bool IsFile(string path) => File.Exists(path) && new FileInfo(path).LinkTarget is null;
}
