using System.Text;
using Slipway.Checks.Git;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Secrets;

/// <summary>An object of the history: its name, and the first path under which it stood (empty for commits and tags).</summary>
internal sealed record HistoryObject(string Name, string Path);

/// <summary>The whole history that a clone holds: all branches, tags and other references.</summary>
internal sealed class History(GitProgram git, string? since)
{
    private const int Most = 5_000_000;

    /// <summary>How many commits there are; known after <see cref="ListAsync"/>.</summary>
    public int Commits { get; private set; }

    /// <summary>How many references there are.</summary>
    public int References { get; private set; }

    private IReadOnlyList<string> Range => since is null ? ["--all"] : ["--all", "--not", $"{since}^{{commit}}"];

    /// <summary>Demands that the history is whole: a shallow or partial clone holds only a part.</summary>
    /// <exception cref="NotSeenException">It is not.</exception>
    public async Task DemandWholeAsync(CancellationToken ct)
    {
        var shallow = await git.RunAsync(["rev-parse", "--is-shallow-repository"], ct);
        if (shallow.Code != 0)
        {
            throw new NotSeenException(shallow.Why);
        }

        if (shallow.Out.Trim() != "false")
        {
            throw new NotSeenException(
                "The clone is shallow: the history is not here. Fetch it (git fetch --unshallow), or say where=tree."
            );
        }

        var partial = await git.RunAsync(["config", "--get-regexp", @"^(extensions\.partialclone|remote\..*\.promisor)$"], ct);
        if (partial.Code != 1 || partial.Out.Length > 0)
        {
            throw new NotSeenException("The clone is partial: not every file of the history is here. Clone it whole, or say where=tree.");
        }
    }

    /// <summary>Every commit, tag and file of it, once.</summary>
    public async Task<IReadOnlyList<HistoryObject>> ListAsync(CancellationToken ct)
    {
        var all = new List<HistoryObject>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        await EachLineAsync(
            ["rev-list", .. Range],
            line =>
            {
                Commits++;
                Add(all, listed, line, "");
                return true;
            },
            ct
        );
        await EachLineAsync(
            ["rev-list", "--objects", "--filter=object:type=blob", .. Range],
            line =>
            {
                var words = line.Split(' ', 2);
                Add(all, listed, words[0], words.Length == 1 ? "" : words[1]);
                return true;
            },
            ct
        );
        await EachLineAsync(
            ["for-each-ref", "--format=%(objecttype) %(objectname)"],
            line =>
            {
                References++;
                if (line.StartsWith("tag ", StringComparison.Ordinal))
                {
                    Add(all, listed, line[4..], "");
                }

                return true;
            },
            ct
        );
        return all;
    }

    /// <summary>The commits that brought some objects, by the objects' names; stops when all are known.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OriginsAsync(IReadOnlySet<string> wanted, CancellationToken ct)
    {
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        var commit = "";
        await EachLineAsync(
            ["log", "--reverse", "--topo-order", "--no-abbrev", "--raw", "-c", "--root", "--no-renames", "--format=%x01%H", .. Range, "--"],
            line =>
            {
                if (line.StartsWith('\x01'))
                {
                    commit = line[1..];
                }
                else if (line.StartsWith(':') && line.Split('\t')[0].Split(' ') is [.., var name, _] && wanted.Contains(name))
                {
                    origins.TryAdd(name, commit);
                }

                return origins.Count < wanted.Count;
            },
            ct
        );
        return origins;
    }

    /// <summary>The names of the files of the newest commit.</summary>
    public async Task<IReadOnlySet<string>> NewestAsync(CancellationToken ct)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await EachLineAsync(
            ["ls-tree", "-r", "--full-tree", "HEAD"],
            line =>
            {
                names.Add(line.Split('\t')[0].Split(' ')[^1]);
                return true;
            },
            ct
        );
        return names;
    }

    /// <summary>Reads the objects, and hands each to a scan.</summary>
    public Task ReadAsync(
        IReadOnlyList<HistoryObject> objects,
        int largest,
        Func<HistoryObject, string, ReadOnlyMemory<byte>?, bool> take,
        CancellationToken ct
    ) =>
        git.PipeAsync(
            ["cat-file", "--batch", "--buffer"],
            async (input, output, token) =>
            {
                var asking = AskAsync(objects, input, token);
                var answers = new ObjectStream(output, largest);
                foreach (var it in objects)
                {
                    var (type, bytes) = await answers.NextAsync(it.Name, token);
                    if (!take(it, type, bytes))
                    {
                        return false;
                    }
                }

                await asking;
                return true;
            },
            ct
        );

    private static async Task AskAsync(IReadOnlyList<HistoryObject> objects, Stream input, CancellationToken ct)
    {
        await using var writer = new StreamWriter(input, Encoding.ASCII, 64 * 1024);
        foreach (var it in objects)
        {
            await writer.WriteAsync($"{it.Name}\n".AsMemory(), ct);
        }
    }

    private static void Add(List<HistoryObject> all, HashSet<string> listed, string name, string path)
    {
        if (name.Length is not (40 or 64) || !name.All(char.IsAsciiHexDigitLower))
        {
            throw new NotSeenException("git answered with what is no list of objects.");
        }

        if (listed.Add(name))
        {
            all.Add(new(name, path));
        }

        if (all.Count > Most)
        {
            throw new NotSeenException($"The history holds more than {Most} files; say since.");
        }
    }

    private Task EachLineAsync(IReadOnlyList<string> arguments, Func<string, bool> take, CancellationToken ct) =>
        git.PipeAsync(
            arguments,
            async (input, output, token) =>
            {
                input.Close();
                using var reader = new StreamReader(output, Encoding.UTF8);
                while (await reader.ReadLineAsync(token) is { } line)
                {
                    if (!take(line))
                    {
                        return false;
                    }
                }

                return true;
            },
            ct
        );
}
