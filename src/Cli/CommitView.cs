using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Checklists;

namespace Slipway.Cli;

/// <summary>A repository as it is at one commit, read through git; the working tree is not looked at.</summary>
internal sealed class CommitView : IRepositoryView, IDisposable
{
    private const int LongestText = 1024 * 1024;

    private readonly string _commit;
    private readonly HashSet<string> _paths;
    private readonly IReadOnlyList<string> _files;
    private readonly IReadOnlyList<string>? _names;
    private readonly Process _reader;

    private CommitView(string folder, string commit, IReadOnlyList<string> files)
    {
        _commit = commit;
        _files = files;
        _paths = new(files, StringComparer.Ordinal);
        foreach (var file in files)
        {
            for (var slash = file.LastIndexOf('/'); slash > 0 && _paths.Add(file[..slash]); slash = file.LastIndexOf('/', slash - 1)) { }
        }

        _names = GitCalls.Names(folder);
        _reader = GitCalls.Start(folder, "cat-file", "--batch");
    }

    /// <summary>The view of a commit; null when git does not know it.</summary>
    public static CommitView? Of(string folder, string commit)
    {
        if (GitCalls.Ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}") is not { } id)
        {
            return null;
        }

        var files = GitCalls.Ask(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", id.Trim());
        return files is null ? null : new(folder, id.Trim(), [.. files.Split('\0', StringSplitOptions.RemoveEmptyEntries)]);
    }

    public bool? PathExists(string path) => _paths.Contains(path.TrimEnd('/'));

    public bool? ToolExists(string name) => null;

    public IReadOnlyList<string>? Tree() => _files;

    public IReadOnlyList<string>? GitNames() => _names;

    public string? ReadText(string path)
    {
        if (!_paths.Contains(path) || path.Contains('\n', StringComparison.Ordinal))
        {
            return null;
        }

        _reader.StandardInput.Write($"{_commit}:{path}\n");
        _reader.StandardInput.Flush();
        var stream = _reader.StandardOutput.BaseStream;
        var head = Line(stream).Split(' ');
        if (head is not [_, var kind, var size] || !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        var bytes = new byte[length + 1];
        stream.ReadExactly(bytes);
        return kind == "blob" && length <= LongestText ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    public void Dispose()
    {
        _reader.StandardInput.Close();
        _reader.WaitForExit();
        _reader.Dispose();
    }

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is not (-1 or '\n'); next = stream.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString();
    }
}
