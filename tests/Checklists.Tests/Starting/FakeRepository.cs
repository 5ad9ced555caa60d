using System.Text.RegularExpressions;

namespace Slipway.Checklists.Tests.Starting;

/// <summary>A repository of a few files; it knows all of itself.</summary>
internal sealed class FakeRepository : Dictionary<string, string>, IRepositoryView
{
    public bool? PathExists(string path) =>
        ContainsKey(path) || Keys.Any(it => it.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    public bool? ToolExists(string name) => true;

    public string? ReadText(string path) => TryGetValue(path, out var text) ? text : null;

    public IReadOnlyList<string>? Files(string pattern)
    {
        var regex = new Regex("^" + Regex.Escape(pattern).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase);
        return [.. Keys.Where(it => regex.IsMatch(it)).Order(StringComparer.Ordinal)];
    }
}
