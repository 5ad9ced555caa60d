using Slipway.Checklists;

namespace Slipway.Cli;

/// <summary>
/// Documents that a checklist includes: files of its git checkout, or of its own folder where there is none. A path through a
/// link is refused, because it may lead anywhere.
/// </summary>
internal sealed class RepositoryDocuments : IDocuments
{
    private readonly string _root;

    private RepositoryDocuments(string root, string folder)
    {
        _root = root;
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>The documents beside a checklist.</summary>
    public static RepositoryDocuments Of(Host host, string file)
    {
        var beside = Path.GetDirectoryName(host.Full(file))!;
        var root = Inputs.RootOf(beside) ?? beside;
        var folder = Path.GetRelativePath(root, beside).Replace('\\', '/');
        return new(root, folder == "." ? "" : folder);
    }

    public FoundDocument Read(string path, string sha256)
    {
        try
        {
            var full = _root;
            foreach (var part in path.Split('/'))
            {
                full = Path.Combine(full, part);
                if (new FileInfo(full).LinkTarget is not null)
                {
                    return new FoundDocument.Outside($"{part} is a link");
                }
            }

            var file = new FileInfo(full);
            return !file.Exists ? new FoundDocument.Missing(Directory.Exists(full) ? "it is a folder" : "it is not there")
                : file.Length > ChecklistReader.LongestInclude ? new FoundDocument.TooLarge()
                : new FoundDocument.Found(File.ReadAllBytes(full));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new FoundDocument.Missing(refused.Message.TrimEnd('.'));
        }
    }
}

/// <summary>The documents that a run began with, kept in its folder by their digests.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="beside">The folder that the checklist had in its repository, with slashes; the paths of includes count from there.</param>
internal sealed class RecordedDocuments(string folder, string beside) : IDocuments
{
    public string Folder => beside;

    public FoundDocument Read(string path, string sha256)
    {
        var file = new FileInfo(Path.Combine(folder, sha256 + ".md"));
        return file.Exists
            ? new FoundDocument.Found(File.ReadAllBytes(file.FullName))
            : new FoundDocument.Missing("the run's folder does not hold it");
    }
}
