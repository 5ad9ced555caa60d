namespace Slipway.Runs.Tests.Crashing;

/// <summary>
/// Makes of a folder what a disk would hold that kept its word and nothing more: bytes that were synced, and names whose folder
/// was synced after they came to be (the first sync of a file takes its own new name along).
/// </summary>
internal sealed class PowerCut
{
    private readonly Dictionary<string, (long Written, long Synced)> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads the acts that the preloaded library told, and takes back below the folder what was not durable.</summary>
    public static void Fall(IEnumerable<string> acts, string folder, bool losesWhatOthersWrote)
    {
        var cut = new PowerCut();
        foreach (var act in acts)
        {
            cut.Take(act.Split('\t'));
        }

        cut.TakeBack(folder, losesWhatOthersWrote);
    }

    private void Take(string[] act)
    {
        switch (act)
        {
            case ["C", var path]:
                _files[path] = (0, 0);
                break;
            case ["T", var path, var length]:
                _files[path] = (long.Parse(length), _files.GetValueOrDefault(path).Synced);
                break;
            case ["W", var path, var at, var length]:
                var known = _files.GetValueOrDefault(path);
                _files[path] = (Math.Max(known.Written, long.Parse(at) + long.Parse(length)), known.Synced);
                break;
            case ["S", var path]:
                _files[path] = (_files.GetValueOrDefault(path).Written, _files.GetValueOrDefault(path).Written);
                _names.Add(path);
                break;
            case ["D", var path]:
                _names.UnionWith(Directory.Exists(path) ? Directory.EnumerateFileSystemEntries(path) : []);
                _names.UnionWith(_files.Keys.Where(it => Path.GetDirectoryName(it) == path));
                break;
            case ["R", var from, var to]:
                _files[to] = _files.GetValueOrDefault(from);
                _files.Remove(from);
                _names.Remove(from);
                break;
        }
    }

    private void TakeBack(string folder, bool losesWhatOthersWrote)
    {
        foreach (var below in Directory.EnumerateDirectories(folder).ToList())
        {
            if (_names.Contains(below))
            {
                TakeBack(below, losesWhatOthersWrote);
            }
            else
            {
                Directory.Delete(below, recursive: true);
            }
        }

        foreach (var path in Directory.EnumerateFiles(folder).ToList())
        {
            if (_files.TryGetValue(path, out var ours) ? !_names.Contains(path) : losesWhatOthersWrote)
            {
                File.Delete(path);
            }
            else if (_files.ContainsKey(path) && new FileInfo(path).Length > ours.Synced)
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
                file.SetLength(ours.Synced);
            }
        }
    }
}
