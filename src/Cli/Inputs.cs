using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Cli.Commands;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>What most verbs read first: the operator's settings, the environment, the document.</summary>
internal sealed record Inputs(
    Settings Settings,
    string SettingsFolder,
    EnvironmentSpec? Environment,
    Checklist Checklist,
    IRepositoryView Repository
)
{
    /// <summary>Reads all of it; what is not usable is told with its place, and ends the call.</summary>
    public static Inputs Read(Host host, string? file, string? settingsFile, string? environmentName)
    {
        var (operatorSettings, folder) = ReadSettings(host, settingsFile, file);
        var path =
            file
            ?? (
                operatorSettings.Checklist is { } named
                    ? Path.Combine(folder, named)
                    : throw new UnusableException("name a checklist: slipway plan FILE (or `checklist:` in slipway.yaml)")
            );
        return Of(host, operatorSettings, folder, ReadBytes(host, path), path, environmentName);
    }

    /// <summary>The same of a document that a run left behind, under the name and with the settings of the one that it was made from.</summary>
    public static Inputs ReadFilled(Host host, RunFolder run, string document, string? settingsFile, string? environmentName)
    {
        var (operatorSettings, folder) = ReadSettings(host, settingsFile, document);
        return Of(host, operatorSettings, folder, ReadBytes(host, run.Checklist), document, environmentName);
    }

    /// <summary>The same of a document that stands in no file.</summary>
    public static Inputs OfText(Host host, byte[] bytes, string name, string? settingsFile, string? environmentName)
    {
        var (operatorSettings, folder) = ReadSettings(host, settingsFile, besideDocument: null);
        return Of(host, operatorSettings, folder, bytes, name, environmentName);
    }

    private static Inputs Of(Host host, Settings operatorSettings, string folder, byte[] bytes, string path, string? environmentName)
    {
        var settings = Merged(operatorSettings, bytes, path);
        var environment = EnvironmentOf(settings, environmentName);
        var repository = new FolderView(WorkingFolder(folder, environment), host.Environment.GetValueOrDefault("PATH") ?? "");
        var checklist = Understood(host, bytes, path, settings, repository);
        foreach (var unfitting in checklist.Unfitting)
        {
            host.Err.WriteLine(
                $"slipway: {unfitting.Annotation.Where}: \"{unfitting.Text}\" fits no line of {path}, or is a part of several; it says nothing here."
            );
        }

        return new(settings, folder, environment, checklist, repository);
    }

    /// <summary>What the document says of itself beside what the operator says; the operator wins.</summary>
    public static Settings Merged(Settings operatorSettings, byte[] document, string file)
    {
        var faults = new List<Fault>();
        var said = FrontMatter.Read(document, file, faults);
        return faults.Count == 0
            ? FrontMatter.Merge(operatorSettings, said)
            : throw new UnusableException([.. faults.Select(it => it.ToString())]);
    }

    /// <summary>A document with these settings; faults in it end the call.</summary>
    public static Checklist Understood(Host host, byte[] bytes, string file, Settings settings, IRepositoryView repository) =>
        Understood(bytes, file, settings, repository, RepositoryDocuments.Of(host, file));

    /// <inheritdoc cref="Understood(Host, byte[], string, Settings, IRepositoryView)"/>
    public static Checklist Understood(byte[] bytes, string file, Settings settings, IRepositoryView repository, IDocuments documents) =>
        ChecklistReader.Read(bytes, file, settings, repository, documents) switch
        {
            ReadChecklist.Usable usable => FaultsIn(usable.Checklist, settings) is { Count: > 0 } faults
                ? throw new UnusableException(faults)
                : usable.Checklist,
            ReadChecklist.Unusable unusable => throw new UnusableException([.. unusable.Faults.Select(it => it.ToString())]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What document and settings together cannot keep.</summary>
    private static List<string> FaultsIn(Checklist checklist, Settings settings) =>
        [.. CheckFaults.In(checklist, settings), .. settings.Holds.Select(it => it.FaultIn(checklist.Plan)).OfType<string>()];

    /// <summary>The folder in which commands start.</summary>
    public string Directory => WorkingFolder(SettingsFolder, Environment);

    public static (Settings Settings, string Folder) ReadSettings(Host host, string? file, string? besideDocument)
    {
        var path = file is not null ? host.Full(file) : Nearest(host, besideDocument);
        if (path is null)
        {
            return (Settings.None, host.Directory);
        }

        var text = ReadText(path);
        return SettingsReader.Read(text, Relative(host, path)) switch
        {
            Slipway.Checklists.ReadSettings.Usable usable => (
                PeopleKeys.Read(Sound(usable.Settings), Path.GetDirectoryName(path)!) with
                {
                    File = path,
                },
                Path.GetDirectoryName(path)!
            ),
            Slipway.Checklists.ReadSettings.Unusable unusable => throw new UnusableException([
                .. unusable.Faults.Select(it => it.ToString()),
            ]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A kind of the operator's own never stands in the place of a built-in one.</summary>
    private static Settings Sound(Settings settings) =>
        settings.Checks.Keys.Where(CheckKinds.All.ContainsKey).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } taken
            ? throw new UnusableException(
                $"slipway.yaml names a check {string.Join(", ", taken)} of its own, and there is a built-in one; give it another name"
            )
            : settings;

    public static byte[] ReadBytes(Host host, string file)
    {
        if (file.Length == 0 || System.IO.Directory.Exists(host.Full(file)))
        {
            throw new UnusableException($"\"{file}\" is not a file; name the checklist itself");
        }

        try
        {
            return File.ReadAllBytes(host.Full(file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{file} cannot be read: {unreadable.Message}");
        }
    }

    public static EnvironmentSpec? EnvironmentOf(Settings settings, string? name)
    {
        var wanted = name ?? settings.DefaultEnvironment ?? (settings.Environments.Count == 1 ? settings.Environments.Keys.First() : null);
        if (wanted is null)
        {
            return settings.Environments.Count == 0
                ? null
                : throw new UnusableException(
                    $"name an environment with --env; slipway.yaml has {string.Join(", ", settings.Environments.Keys)}"
                );
        }

        return settings.Environments.GetValueOrDefault(wanted)
            ?? throw new UnusableException(
                settings.Environments.Count == 0
                    ? $"there is no environment {wanted}: slipway.yaml names none; `slipway init` writes a first one"
                    : $"there is no environment {wanted}; slipway.yaml has {string.Join(", ", settings.Environments.Keys)}"
            );
    }

    /// <summary>
    /// The settings beside the document, in a folder above it that belongs to the same repository, or in the working directory.
    /// A file outside the repository (in <c>/tmp</c>, say) could be anybody's, and settings name commands that fetch secrets.
    /// </summary>
    private static string? Nearest(Host host, string? document)
    {
        var beside = document is null ? host.Directory : Path.GetDirectoryName(host.Full(document))!;
        return FoldersUpTo(RootOf(beside) ?? beside, beside)
            .Append(host.Directory)
            .Select(it => Path.Combine(it, "slipway.yaml"))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The nearest git checkout above a folder, the folder itself included; null when there is none.</summary>
    public static string? RootOf(string folder)
    {
        for (var it = folder; it is not null; it = Path.GetDirectoryName(it))
        {
            if (Path.Exists(Path.Combine(it, ".git")))
            {
                return it;
            }
        }

        return null;
    }

    private static IEnumerable<string> FoldersUpTo(string root, string folder)
    {
        for (var it = folder; it.Length >= root.Length; it = Path.GetDirectoryName(it)!)
        {
            yield return it;
            if (it == root)
            {
                yield break;
            }
        }
    }

    public static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    private static string WorkingFolder(string settingsFolder, EnvironmentSpec? environment)
    {
        if (environment?.Directory is not { } directory)
        {
            return settingsFolder;
        }

        return directory.Contains('\0', StringComparison.Ordinal)
            ? throw new UnusableException(
                $"the directory of environment {environment.Name} in slipway.yaml is no path: it holds a null character"
            )
            : Path.GetFullPath(directory, settingsFolder);
    }

    private static string Relative(Host host, string path) =>
        Path.GetRelativePath(host.Directory, path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : near;
}
