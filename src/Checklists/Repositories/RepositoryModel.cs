namespace Slipway.Checklists.Repositories;

/// <summary>
/// What a repository offers to the commands of a checklist. Each part is read once, when it is first asked for. Nothing is
/// claimed to be missing where the reader is not sure.
/// </summary>
internal sealed class RepositoryModel
{
    private static readonly HashSet<string> Outputs = new(
        [
            "node_modules",
            "vendor",
            "dist",
            "build",
            "out",
            "target",
            "bin",
            "obj",
            "coverage",
            "publish",
            "artifacts",
            "tmp",
            "logs",
            "log",
            "venv",
            ".venv",
            ".next",
            ".terraform",
            "__pycache__",
            "site-packages",
        ],
        StringComparer.Ordinal
    );

    private readonly IRepositoryView _view;
    private readonly HashSet<string> _files;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private readonly Lazy<PackageFacts> _packages;
    private readonly Lazy<TaskFacts> _tasks;
    private readonly Lazy<ComposeFacts> _compose;
    private readonly Lazy<CodeFacts> _code;
    private readonly Lazy<DatabaseFacts> _database;
    private readonly Lazy<ClusterFacts> _cluster;
    private readonly Lazy<MonitoringFacts> _monitoring;
    private readonly Lazy<PortFacts> _ports;
    private readonly Lazy<HashSet<string>> _ignored;

    public RepositoryModel(IRepositoryView view)
    {
        _view = view;
        var tree = view.Tree();
        IsKnown = tree is not null;
        Files = tree ?? [];
        _files = new(Files, StringComparer.Ordinal);
        foreach (var file in Files)
        {
            for (var slash = file.LastIndexOf('/'); slash > 0 && _folders.Add(file[..slash]); slash = file.LastIndexOf('/', slash - 1)) { }
        }

        _packages = new(() => PackageFacts.Of(this));
        _tasks = new(() => TaskFacts.Of(this));
        _compose = new(() => ComposeFacts.Of(this));
        _code = new(() => CodeFacts.Of(this));
        _database = new(() => DatabaseFacts.Of(this));
        _cluster = new(() => ClusterFacts.Of(this));
        _monitoring = new(() => MonitoringFacts.Of(this));
        _ports = new(() => PortFacts.Of(this));
        _ignored = new(ReadIgnored);
    }

    /// <summary>False when there is no repository to look at: nothing is said of it then.</summary>
    public bool IsKnown { get; }

    /// <summary>Paths of all files that count.</summary>
    public IReadOnlyList<string> Files { get; }

    public PackageFacts Packages => _packages.Value;

    public TaskFacts Tasks => _tasks.Value;

    public ComposeFacts Compose => _compose.Value;

    public CodeFacts Code => _code.Value;

    public DatabaseFacts Database => _database.Value;

    public ClusterFacts Cluster => _cluster.Value;

    public MonitoringFacts Monitoring => _monitoring.Value;

    public PortFacts Ports => _ports.Value;

    /// <summary>Tags and branches; null when they are not known.</summary>
    public IReadOnlyList<string>? GitNames => _view.GitNames();

    /// <summary>True when a file or folder is there.</summary>
    public bool Exists(string path) =>
        path.Length == 0 || _files.Contains(path) || _folders.Contains(path) || _view.PathExists(path) == true;

    /// <summary>True when a folder is there.</summary>
    public bool IsFolder(string path) => path.Length == 0 || _folders.Contains(path);

    /// <summary>True for what a build or a tool makes: its absence from the repository says nothing.</summary>
    public bool IsMade(string path) => path.Split('/').Any(it => Outputs.Contains(it) || _ignored.Value.Contains(it));

    /// <summary>The text of a file, at most 1 MiB; null when it is not there or not text.</summary>
    public string? Text(string path)
    {
        if (!_texts.TryGetValue(path, out var text))
        {
            _texts[path] = text = _files.Contains(path) ? _view.ReadText(path) : null;
        }

        return text;
    }

    /// <summary>The text of a file that is looked at once and not kept.</summary>
    public string? Glance(string path) => _texts.TryGetValue(path, out var text) ? text : _view.ReadText(path);

    /// <summary>Files with one of these names, in any folder.</summary>
    public IEnumerable<string> Named(params string[] names) => Files.Where(it => names.Contains(Paths.Name(it), StringComparer.Ordinal));

    /// <summary>Names that <c>.gitignore</c> gives without wildcards: <c>.env</c>, <c>dist/</c>.</summary>
    private HashSet<string> ReadIgnored() =>
        [
            .. Files
                .Where(it => Paths.Name(it) == ".gitignore")
                .Take(50)
                .SelectMany(it => (Text(it) ?? "").Split('\n'))
                .Select(it => it.Trim().Trim('/'))
                .Where(it => it.Length > 0 && it[0] is not ('#' or '!') && it.IndexOfAny(['*', '?', '[', '/']) < 0),
        ];
}
