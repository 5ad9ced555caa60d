using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>How the effect of a program is found.</summary>
internal enum ToolRule
{
    /// <summary>The row says it.</summary>
    Fixed,

    /// <summary>The statement given to it decides.</summary>
    Sql,

    /// <summary>The HTTP method decides.</summary>
    Http,

    /// <summary>Its argument is a command line.</summary>
    Shell,

    /// <summary>The command behind it decides.</summary>
    Wraps,
}

/// <summary>One row of the table of tools.</summary>
/// <param name="Command">The words as written.</param>
/// <param name="Positional">Words in this order.</param>
/// <param name="Options">Options that must be given.</param>
/// <param name="Rule">How the effect is found.</param>
/// <param name="Effect">For <see cref="ToolRule.Fixed"/>.</param>
/// <param name="Skip">For <see cref="ToolRule.Wraps"/>: how many arguments stand before the command.</param>
/// <param name="Hazards">What the row warns of.</param>
internal sealed record ToolRow(
    string Command,
    IReadOnlyList<string> Positional,
    IReadOnlyList<string> Options,
    ToolRule Rule,
    Effect Effect,
    int Skip,
    IReadOnlyList<Hazard> Hazards
)
{
    /// <summary>It stands in the operator's <c>slipway.yaml</c>, whose word is final.</summary>
    public bool OfOperator { get; init; }

    /// <summary>The row with the most words wins, at equal length the one with more positional words.</summary>
    public int Weight { get; } = (Positional.Count + Options.Count) * 10 + Positional.Count;
}

/// <summary>The table of known tools: built in, and the operator's own, which win.</summary>
internal sealed class ToolTable
{
    private static readonly Lazy<ToolTable> Standard = new(() => new([], Resource.Lines("Meaning.tools.txt")));

    private readonly Dictionary<string, List<ToolRow>> _rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly ToolTable? _behind;

    private ToolTable(IReadOnlyList<ToolSpec> own, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            Read(line);
        }

        foreach (var tool in own)
        {
            Add(Row(tool.Command, ToolRule.Fixed, tool.Effect, 0, []) with { OfOperator = true });
        }
    }

    private ToolTable(IReadOnlyList<ToolSpec> own)
        : this(own, []) => _behind = Standard.Value;

    /// <summary>The table for these settings.</summary>
    public static ToolTable For(IReadOnlyList<ToolSpec> own) => own.Count == 0 ? Standard.Value : new(own);

    /// <summary>The row for a call, or null when the tool is not known.</summary>
    public ToolRow? Find(SimpleCommand command)
    {
        var name = NameOf(command.Program);
        ToolRow? best = null;
        IReadOnlyList<string>? positional = null;
        foreach (var row in Rows(name))
        {
            positional ??= Positional(command);
            if ((best is null || row.Weight > best.Weight) && Fits(row, command, positional))
            {
                best = row;
            }
        }

        return best ?? _behind?.Find(command);
    }

    /// <summary>True when some row begins with this program.</summary>
    public bool Knows(string program) => Rows(NameOf(program)).Any() || _behind?.Knows(program) == true;

    /// <summary>The words that are neither options nor values of options, the program first.</summary>
    public IReadOnlyList<string> Positional(SimpleCommand command)
    {
        var found = new List<string>();
        for (var i = 0; i < command.Words.Count; i++)
        {
            var word = command.Words[i];
            if (i > 0 && word.Length > 1 && word[0] == '-')
            {
                i += TakesValue(found, word) ? 1 : 0;
            }
            else
            {
                found.Add(i == 0 ? NameOf(word) : word);
            }
        }

        return found;
    }

    private bool TakesValue(List<string> sofar, string option)
    {
        for (var words = Math.Min(sofar.Count, 3); words > 0; words--)
        {
            if (Values(string.Join(' ', sofar.Take(words))) is { } values && values.Contains(option))
            {
                return true;
            }
        }

        return false;
    }

    private HashSet<string>? Values(string tool) => _values.GetValueOrDefault(tool) ?? _behind?.Values(tool);

    private IEnumerable<ToolRow> Rows(string name)
    {
        var verb = name.IndexOf('-', StringComparison.Ordinal) is var dash and > 0
            ? _rows.GetValueOrDefault(name[..(dash + 1)] + "*")
            : null;
        var own = _rows.GetValueOrDefault(name);
        return verb is null ? own ?? []
            : own is null ? verb
            : own.Concat(verb);
    }

    /// <summary>In <c>docker compose -f FILE logs</c> the option is one of <c>compose</c> and takes a file; <c>logs -f</c> follows.</summary>
    private bool IsSpentBefore(string option, ToolRow row, SimpleCommand command)
    {
        var sofar = new List<string>();
        var spent = false;
        for (var i = 0; i < command.Words.Count; i++)
        {
            var word = command.Words[i];
            var isOption = i > 0 && word.Length > 1 && word[0] == '-';
            if (!isOption)
            {
                sofar.Add(i == 0 ? NameOf(word) : word);
                continue;
            }

            var takes = sofar.Count < row.Positional.Count && TakesValue(sofar, word);
            if (word == option && !takes)
            {
                return false;
            }

            spent |= word == option;
            i += takes ? 1 : 0;
        }

        return spent;
    }

    private bool Fits(ToolRow row, SimpleCommand command, IReadOnlyList<string> positional)
    {
        if (positional.Count < row.Positional.Count || !row.Options.All(it => command.Has(it) && !IsSpentBefore(it, row, command)))
        {
            return false;
        }

        var at = 1;
        for (var i = 1; i < row.Positional.Count; i++, at++)
        {
            // An unknown option may have left its value behind: one word may be passed over.
            at += at < positional.Count && !Same(positional[at], row.Positional[i]) && at + 1 < positional.Count ? 1 : 0;
            if (at >= positional.Count || !Same(positional[at], row.Positional[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(string word, string wanted) => string.Equals(word, wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A program is known by its name, or by its path in a folder of the system. A script of the repository may be called like a
    /// harmless tool and do anything; only the wrappers that build tools put there are known.
    /// </summary>
    private static string NameOf(string program)
    {
        var slash = program.LastIndexOfAny(['/', '\\']);
        var name = program[(slash + 1)..];
        name = name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return slash < 0 || SystemFolders.Contains(program[..slash]) || Wrappers.Contains(name) ? name : program;
    }

    private static readonly HashSet<string> SystemFolders = new(
        ["/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin", "/snap/bin"],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Wrappers = new(
        ["gradlew", "mvnw", "manage.py", "rails", "rake", "phpunit"],
        StringComparer.Ordinal
    );

    private void Read(string line)
    {
        if (line.StartsWith("values ", StringComparison.Ordinal))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            _values[line[7..colon]] = [.. line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            return;
        }

        var arrow = line.IndexOf(" -> ", StringComparison.Ordinal);
        var said = line[(arrow + 4)..].Split(',', StringSplitOptions.TrimEntries);
        var (rule, effect, skip) = said[0] switch
        {
            "sql" => (ToolRule.Sql, Effect.Changes, 0),
            "http" => (ToolRule.Http, Effect.Changes, 0),
            "shell" => (ToolRule.Shell, Effect.Changes, 0),
            "wraps" => (ToolRule.Wraps, Effect.Reads, 0),
            "wraps 1" => (ToolRule.Wraps, Effect.Reads, 1),
            var name => (ToolRule.Fixed, Enum.Parse<Effect>(name, ignoreCase: true), 0),
        };
        var hazards = said[1..].Select(it => Enum.Parse<Hazard>(it.Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
        Add(Row(line[..arrow], rule, effect, skip, [.. hazards]));
    }

    private static ToolRow Row(string command, ToolRule rule, Effect effect, int skip, IReadOnlyList<Hazard> hazards)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(command, [.. words.Where(it => it[0] != '-')], [.. words.Where(it => it[0] == '-')], rule, effect, skip, hazards);
    }

    private void Add(ToolRow row)
    {
        var name = row.Positional.Count > 0 ? row.Positional[0] : row.Command;
        name = name.EndsWith('*') ? name : NameOf(name);
        if (!_rows.TryGetValue(name, out var rows))
        {
            _rows[name] = rows = [];
        }

        rows.Add(row);
    }
}
