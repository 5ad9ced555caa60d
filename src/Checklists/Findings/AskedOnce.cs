namespace Slipway.Checklists.Findings;

/// <summary>A repository that is asked once for each path and program; what it answers holds for one look at a document.</summary>
internal sealed class AskedOnce(IRepositoryView repository) : IRepositoryView
{
    private readonly Dictionary<string, bool?> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool?> _tools = new(StringComparer.Ordinal);

    public bool? PathExists(string path) => Once(_paths, path, repository.PathExists);

    public bool? ToolExists(string name) => Once(_tools, name, repository.ToolExists);

    public string? ReadText(string path) => repository.ReadText(path);

    public IReadOnlyList<string>? Files(string pattern) => repository.Files(pattern);

    public IReadOnlyList<string>? Tree() => repository.Tree();

    public IReadOnlyList<string>? GitNames() => repository.GitNames();

    private static bool? Once(Dictionary<string, bool?> known, string name, Func<string, bool?> ask)
    {
        if (!known.TryGetValue(name, out var answer))
        {
            known[name] = answer = ask(name);
        }

        return answer;
    }
}
