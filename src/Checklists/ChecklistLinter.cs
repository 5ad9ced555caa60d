using Slipway.Checklists.Findings;
using Slipway.Checklists.Including;
using Slipway.Checklists.Meaning;
using Slipway.Checklists.Reading;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists;

/// <summary>Says today what in a checklist cannot work. Pure: the repository is seen only through the port.</summary>
public static class ChecklistLinter
{
    /// <summary>Looks at one document.</summary>
    /// <param name="checklist">The document, read.</param>
    /// <param name="repository">The repository that its commands run in; <see cref="NoRepository"/> says nothing of references.</param>
    /// <param name="folder">The document's folder in the repository, with slashes; empty for its root.</param>
    /// <param name="environment">The environment whose bindings count as at hand; null for none.</param>
    public static LintReport Lint(
        Checklist checklist,
        IRepositoryView repository,
        string folder = "",
        EnvironmentSpec? environment = null
    ) => new LintSession(repository).Lint(checklist, folder, environment);
}

/// <summary>Looks at several documents against one repository, which is read once.</summary>
public sealed class LintSession
{
    private readonly IRepositoryView _repository;
    private readonly RepositoryModel _model;

    /// <summary>Begins to look.</summary>
    public LintSession(IRepositoryView repository)
    {
        _repository = repository;
        _model = new(repository);
    }

    /// <summary>See <see cref="ChecklistLinter.Lint"/>.</summary>
    public LintReport Lint(Checklist checklist, string folder = "", EnvironmentSpec? environment = null)
    {
        var outline = Outline.Of(JoinedText.Of(checklist.Bytes, checklist.Included));
        var context = new LintContext(checklist.Plan.Items, _repository, line => ColumnOf(outline, line), outline)
        {
            Model = _model,
            Folder = folder,
            Source = checklist.Plan.Source,
        };
        var (kept, ignored) = Ignoring.Apply(LintRules.Look(context), outline);
        return new()
        {
            File = checklist.Plan.Source.File,
            Title = checklist.Plan.Title,
            Findings = [.. kept.Select(it => JoinedText.Placed(it, checklist.Plan.Source))],
            Ignored = ignored,
            KnowsRepository = _model.IsKnown,
            Shares = ProofShares.Of(checklist.Plan, environment),
        };
    }

    private static int ColumnOf(Outline outline, int line)
    {
        var (start, end) = (outline.Source.LineStart(line), outline.Source.LineEnd(line));
        return Math.Min(MarkedLine.Of(outline.Source.Text, start, end).ContentStart, end) - start + 1;
    }
}
