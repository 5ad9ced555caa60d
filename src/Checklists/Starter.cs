using Slipway.Checklists.Starting;

namespace Slipway.Checklists;

/// <summary>Proposes the files that a team begins with, from what stands in its repository. Pure: it writes nothing.</summary>
public static class Starter
{
    /// <summary>The name of the checklist that is proposed where there is none.</summary>
    public const string NewChecklist = "GO-LIVE.md";

    /// <summary>A first <c>slipway.yaml</c>, and a checklist where the repository has none.</summary>
    /// <param name="repo">The repository; what it cannot tell is taken as not there.</param>
    /// <param name="folderName">Name of its folder, for the title.</param>
    public static StarterFiles Propose(IRepositoryView repo, string folderName)
    {
        var facts = RepositoryFacts.Of(repo, folderName);
        var existing = ExistingChecklist.In(repo);
        var path = existing ?? NewChecklist;
        return new()
        {
            Settings = SettingsText.Write(path, facts.HasDatabase),
            ChecklistPath = path,
            Checklist = existing is null ? new GoLiveText(facts).Write() : null,
            Commands = [.. Enum.GetValues<Purpose>().SelectMany(facts.For).Select(it => it.Command).Distinct(StringComparer.Ordinal)],
        };
    }
}

/// <summary>What a team begins with.</summary>
public sealed record StarterFiles
{
    /// <summary>The text of <c>slipway.yaml</c>.</summary>
    public required string Settings { get; init; }

    /// <summary>The checklist that the settings point at, relative to them.</summary>
    public required string ChecklistPath { get; init; }

    /// <summary>The text of a new checklist; null when the repository has one already.</summary>
    public string? Checklist { get; init; }

    /// <summary>The commands that were found in the repository, to be told.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}
