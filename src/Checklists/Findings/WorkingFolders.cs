using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Repositories;
using Slipway.Kernel;

namespace Slipway.Checklists.Findings;

/// <summary>
/// Carries the working folder through the document. People mean it in three ways (the shell goes on, each block is fresh, each
/// line is fresh), so a call has several candidates, and something is missing only when it is missing in all of them.
/// </summary>
internal sealed class WorkingFolders
{
    private static readonly string[] Wrappers = ["sudo", "time", "nohup", "exec", "command", "env", "timeout", "nice"];

    private readonly LintContext _context;
    private readonly List<PlacedCall> _calls = [];
    private readonly HashSet<string> _clones = new(StringComparer.Ordinal);
    private string? _carried = "";
    private string? _block = "";

    private WorkingFolders(LintContext context) => _context = context;

    public static IReadOnlyList<PlacedCall> Place(LintContext context)
    {
        var folders = new WorkingFolders(context);
        foreach (var item in context.Items.Where(it => it.InsideBlock is null))
        {
            folders._block = "";
            foreach (var command in item.Commands)
            {
                folders.Take(item, command);
            }
        }

        return folders._calls;
    }

    private void Take(PlanItem item, PlanCommand command)
    {
        if (command.Language != "sh" || command.Hazards.Contains(Hazard.Remote) && !IsHere(command.Text))
        {
            return;
        }

        foreach (var call in SimpleCommand.AllIn(command.Text.Length > 4000 ? command.Text[..4000] : command.Text).Select(Unwrapped))
        {
            _calls.Add(new(item, command, call, Candidates(), _calls.Count));
            if (call.Program is "cd" or "pushd")
            {
                Enter(call.Words.Count > 1 ? call.Words[1] : "~");
            }
            else if (call.Program == "popd")
            {
                (_carried, _block) = (null, null);
            }
            else if (call is { Program: "git", Words: [_, "clone", ..] })
            {
                _clones.Add(Paths.Name(call.Words[^1].TrimEnd('/')).Replace(".git", "", StringComparison.Ordinal));
                _cloned = true;
            }
        }
    }

    private bool _cloned;

    private List<string> Candidates() =>
        _block is null ? [] : [.. new[] { _carried, _block, "" }.OfType<string>().Distinct(StringComparer.Ordinal)];

    private void Enter(string to)
    {
        _carried = Entered(_carried, to);
        _block = Entered(_block, to);
    }

    private string? Entered(string? folder, string to)
    {
        if (
            to.StartsWith('/')
            || to.StartsWith('~')
            || to == "-"
            || to.Contains('$', StringComparison.Ordinal)
            || to.Contains('<', StringComparison.Ordinal)
        )
        {
            return null;
        }

        var known = folder is null ? null : Paths.Join(folder, to) ?? "";
        if (_context.Model.IsFolder(to.TrimEnd('/')))
        {
            return known is not null && _context.Model.IsFolder(known) ? known : to.TrimEnd('/');
        }

        // The folder of a clone is the root of the repository; one that is not there leads nowhere.
        return known is not null && _context.Model.IsFolder(known) ? known
            : _clones.Contains(to.TrimEnd('/')) || _cloned && !to.Contains('/', StringComparison.Ordinal) ? ""
            : null;
    }

    private static SimpleCommand Unwrapped(SimpleCommand call)
    {
        while (call.Words.Count > 1 && Wrappers.Contains(call.Words[0]))
        {
            var skip = 1;
            while (
                skip < call.Words.Count - 1
                && (
                    call.Words[skip].StartsWith('-')
                    || SimpleCommand.IsAssignment(call.Words[skip])
                    || call.Words[0] == "timeout" && char.IsAsciiDigit(call.Words[skip][0])
                )
            )
            {
                skip += call.Words[0] == "sudo" && call.Words[skip] is "-u" or "-g" ? 2 : 1;
            }

            call = call with { Words = [.. call.Words.Skip(skip)] };
        }

        return call;
    }

    /// <summary>What a compose or kubectl call itself names stands here, whatever runs in the container.</summary>
    private static bool IsHere(string text) =>
        text.StartsWith("docker", StringComparison.Ordinal)
        || text.StartsWith("kubectl", StringComparison.Ordinal)
        || text.StartsWith("git ", StringComparison.Ordinal);
}

/// <summary>Files, folders and git names that the document itself makes, with the order of the call that does.</summary>
internal sealed class MadeThings
{
    private readonly Dictionary<string, int> _things = new(StringComparer.Ordinal);

    public static MadeThings Of(LintContext context)
    {
        var made = new MadeThings();
        foreach (var call in context.Calls)
        {
            foreach (var thing in By(call))
            {
                made._things.TryAdd(thing.TrimStart('.', '/').TrimEnd('/'), call.Order);
            }
        }

        return made;
    }

    /// <summary>The order of the first call that makes a path, or a folder that holds it; null when none does.</summary>
    public int? When(string path)
    {
        var plain = path.TrimStart('.', '/').TrimEnd('/');
        for (var at = plain; at.Length > 0; at = Paths.Folder(at))
        {
            if (_things.TryGetValue(at, out var order))
            {
                return order;
            }
        }

        return _things.TryGetValue(Paths.Name(plain), out var byName) ? byName : null;
    }

    private static IEnumerable<string> By(PlacedCall call)
    {
        var words = call.Simple.Words;
        var plain = call.Arguments.Where(it => !it.StartsWith('-')).ToList();
        IEnumerable<string> named = call.Program switch
        {
            "mkdir" or "touch" or "tee" => plain,
            "cp" or "mv" or "ln" or "rsync" or "scp" or "install" when plain.Count > 1 => [plain[^1]],
            "git" when words is [_, "tag", ..] => plain.Skip(1).Take(1),
            "git" when words is [_, "checkout" or "switch", "-b" or "-c" or "-B" or "-C", var branch, ..] => [branch],
            "git" when words is [_, "branch", var branch, ..] => [branch],
            "git" when words is [_, "clone", ..] => [Paths.Name(words[^1]).Replace(".git", "", StringComparison.Ordinal)],
            "python" or "python3" when words is [_, "-m", "venv", var folder, ..] => [folder],
            "tar" or "unzip" or "wget" or "curl" or "openssl" or "terraform" =>
            [
                call.Simple.ValueOf("-o", "-O", "--output", "-C", "-d", "-out", "-keyout") ?? "",
            ],
            "pg_dump" or "pg_dumpall" => [call.Simple.ValueOf("-f", "--file") ?? ""],
            _ => [],
        };
        return named.Concat(call.Simple.WritesTo).Where(it => it.Length > 0 && !it.StartsWith('$'));
    }
}
