namespace Slipway.Checklists.Repositories;

/// <summary>What the code mentions, reads from the environment and answers. One pass over all files, each looked at once.</summary>
internal sealed class CodeFacts
{
    private const int LongestFile = 512 * 1024;
    private const int ShortestWord = 4;

    private static readonly HashSet<string> Code = new(
        [
            ".js",
            ".mjs",
            ".cjs",
            ".ts",
            ".tsx",
            ".jsx",
            ".mts",
            ".vue",
            ".svelte",
            ".py",
            ".rb",
            ".php",
            ".java",
            ".kt",
            ".kts",
            ".scala",
            ".cs",
            ".fs",
            ".go",
            ".rs",
            ".ex",
            ".exs",
            ".erl",
            ".c",
            ".cc",
            ".cpp",
            ".h",
            ".swift",
            ".dart",
            ".pl",
            ".lua",
            ".clj",
            ".cshtml",
            ".razor",
            ".prisma",
            ".graphql",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> Configuration = new(
        [
            ".yml",
            ".yaml",
            ".json",
            ".toml",
            ".ini",
            ".conf",
            ".cfg",
            ".tf",
            ".hcl",
            ".sh",
            ".bash",
            ".ps1",
            ".properties",
            ".xml",
            ".sql",
            ".tpl",
            ".rake",
            ".gradle",
            ".j2",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _literals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _required = new(StringComparer.Ordinal);
    private readonly List<Route> _routes = [];
    private readonly HashSet<int> _ports = [];
    private ILookup<string, Route>? _byEnd;
    private IReadOnlyList<string>? _templates;

    /// <summary>Routes that a known framework answers.</summary>
    public IReadOnlyList<Route> Routes => _routes;

    /// <summary>True when a route answers a path. Routes are found by their last part, so that many cost no more than a few.</summary>
    public bool Answers(string path)
    {
        _byEnd ??= _routes.Distinct().ToLookup(it => it.End, StringComparer.OrdinalIgnoreCase);
        return _byEnd[Paths.Name(path)].Concat(_byEnd["{}"]).Concat(_byEnd["*"]).Any(it => it.Answers(path));
    }

    /// <summary>The route without parameters that comes nearest to a path; null when none is near.</summary>
    public string? NearestTo(string path)
    {
        _templates ??= [.. _routes.Select(it => it.Template).Where(it => it.IndexOfAny(['{', '*']) < 0).Distinct()];
        return Slipway.Checklists.Configuration.Nearest.Of(
            path,
            _templates.Where(it => Math.Abs(it.Length - path.Length) <= 3 && it.Length > 1 && it[1] == path[1])
        );
    }

    /// <summary>Ports that code listens on.</summary>
    public IReadOnlySet<int> Ports => _ports;

    /// <summary>Environment variables that code reads, and whether each is read without a default.</summary>
    public IReadOnlyDictionary<string, bool> Variables => _required;

    public static CodeFacts Of(RepositoryModel model)
    {
        var facts = new CodeFacts();
        foreach (var path in model.Files)
        {
            var extension = Path.GetExtension(path);
            var isCode = Code.Contains(extension);
            if (!isCode && !Configuration.Contains(extension) && !Paths.Name(path).StartsWith("Dockerfile", StringComparison.Ordinal))
            {
                continue;
            }

            if (model.Glance(path) is { Length: <= LongestFile } text)
            {
                facts.Take(path, text, isCode);
            }
        }

        return facts;
    }

    /// <summary>True when code or configuration mentions a name.</summary>
    public bool Mentions(string word) => word.Length < ShortestWord || _words.Contains(word);

    /// <summary>True when code holds this path as a literal, whoever may answer it.</summary>
    public bool Holds(string path) => _literals.Contains(path);

    private void Take(string path, string text, bool isCode)
    {
        TakeWords(text);
        if (Paths.IsAside(path))
        {
            return;
        }

        if (isCode)
        {
            VariableReader.Read(text, _required);
            _routes.AddRange(RouteReader.InCode(path, text));
            _ports.UnionWith(RouteReader.PortsIn(text));
            TakeLiterals(text);
        }
        else
        {
            _routes.AddRange(RouteReader.InConfiguration(path, text));
        }
    }

    private void TakeWords(ReadOnlySpan<char> text)
    {
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
            {
                start = start < 0 ? at : start;
                continue;
            }

            if (start >= 0 && at - start >= ShortestWord && at - start <= 80)
            {
                lookup.Add(text[start..at]);
            }

            start = -1;
        }
    }

    /// <summary>Everything in quotes that begins with a slash.</summary>
    private void TakeLiterals(ReadOnlySpan<char> text)
    {
        var lookup = _literals.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '/' || text[at - 1] is not ('"' or '\'' or '`'))
            {
                continue;
            }

            var end = text[at..].IndexOfAny('"', '\'', '`');
            if (end is > 1 and < 120)
            {
                lookup.Add(text.Slice(at, end));
            }
        }
    }
}
