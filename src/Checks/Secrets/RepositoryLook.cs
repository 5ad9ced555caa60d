using Slipway.Checks.Git;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Secrets;

/// <summary>One look at a repository: what is there is read once, and scanned.</summary>
internal sealed class RepositoryLook(GitProgram git, string folder, int largest, IReadOnlySet<string> except)
{
    /// <summary>What was seen.</summary>
    public ScanTally Tally { get; } = new();

    /// <summary>Looks at every object of the history.</summary>
    public async Task<Account> AtHistoryAsync(string? since, CancellationToken ct)
    {
        var history = new History(git, since);
        await history.DemandWholeAsync(ct);
        var objects = await history.ListAsync(ct);
        var scanning = new Scanning(Tally, except);
        var files = 0;
        await history.ReadAsync(
            objects,
            largest,
            (it, type, bytes) =>
            {
                files += type == "blob" ? 1 : 0;
                Take(scanning, it, type, bytes, ct);
                return !Tally.IsFull;
            },
            ct
        );
        if (files == 0)
        {
            throw new NotSeenException(
                since is null ? "The history holds no file." : $"No file came after {since}: there was nothing to look at."
            );
        }

        await NameCommitsAsync(history, ct);
        var account = new Account();
        account.Facts["where"] = "history";
        account.Facts["references"] = history.References;
        account.Facts["commits"] = history.Commits;
        account.Facts["files"] = files;
        return account;
    }

    /// <summary>Looks at the files of the work tree.</summary>
    public async Task<Account> AtTreeAsync(CancellationToken ct)
    {
        var tree = new WorkTree(git, folder);
        var scanning = new Scanning(Tally, except);
        foreach (var path in await tree.ListAsync(ct))
        {
            if (await tree.ReadAsync(path, largest, ct) is not { } bytes)
            {
                Tally.TooLarge.Add(path);
            }
            else if (bytes.IsEmpty)
            {
                Tally.Absent++;
            }
            else if (!Tally.IsFull)
            {
                scanning.Take(bytes.Span, path, name: null, ct);
            }
        }

        if (Tally.Texts == 0)
        {
            throw new NotSeenException("The work tree holds no file that is not empty.");
        }

        var account = new Account();
        account.Facts["where"] = "tree";
        account.Facts["files"] = Tally.Texts;
        return account;
    }

    private void Take(Scanning scanning, HistoryObject it, string type, ReadOnlyMemory<byte>? bytes, CancellationToken ct)
    {
        if (bytes is not { } read)
        {
            Tally.TooLarge.Add(it.Path.Length > 0 ? it.Path : it.Name);
            return;
        }

        // Of a commit and a tag only the message counts: their heads hold names and signatures.
        var head = type is "commit" or "tag" ? read.Span.IndexOf("\n\n"u8) : 0;
        if (head >= 0)
        {
            scanning.Take(read.Span[head..], type is "commit" or "tag" ? $"(message of a {type})" : it.Path, it.Name, ct);
        }
    }

    private async Task NameCommitsAsync(History history, CancellationToken ct)
    {
        var objects = Tally
            .Leaks.Where(it => it.Path is not ("(message of a commit)" or "(message of a tag)"))
            .Select(it => it.Object!)
            .ToHashSet(StringComparer.Ordinal);
        var origins = objects.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : await history.OriginsAsync(objects, ct);
        var newest = objects.Count == 0 ? new HashSet<string>() : await history.NewestAsync(ct);
        foreach (var leak in Tally.Leaks)
        {
            leak.Commit = objects.Contains(leak.Object!) ? origins.GetValueOrDefault(leak.Object!) : leak.Object;
            leak.IsStillThere = newest.Contains(leak.Object!);
        }
    }
}
