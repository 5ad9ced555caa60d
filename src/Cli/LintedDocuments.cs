using Slipway.Checklists;
using Slipway.Cli.Commands;

namespace Slipway.Cli;

/// <summary>Reads the documents that are linted, looks at them, and mends them where that was asked for.</summary>
internal sealed class LintedDocuments(Host host, string? settingsFile, string? environmentName)
{
    /// <summary>What was found in each document; with <paramref name="mend"/> what remains after mending.</summary>
    public IReadOnlyList<LintReport> Lint(IReadOnlyList<string> files, LintRepositories repositories, bool mend)
    {
        var reports = new List<LintReport>();
        foreach (var file in files.Distinct(StringComparer.Ordinal))
        {
            var report = Look(file, repositories);
            reports.Add(mend && Mended(file, report) ? Look(file, repositories) : report);
        }

        return reports;
    }

    private LintReport Look(string file, LintRepositories repositories)
    {
        var (operatorSettings, _) = Inputs.ReadSettings(host, settingsFile, file);
        var bytes = Inputs.ReadBytes(host, file);
        var settings = Inputs.Merged(operatorSettings, bytes, file);
        var environment =
            environmentName is null && settings.DefaultEnvironment is null && settings.Environments.Count > 1
                ? null
                : Inputs.EnvironmentOf(settings, environmentName);
        var (session, folder) = repositories.For(file);
        return session.Lint(Inputs.Understood(host, bytes, file, settings, NoRepository.Instance), folder, environment);
    }

    private bool Mended(string file, LintReport report)
    {
        var (mended, applied) = FindingFixes.Apply(Inputs.ReadBytes(host, file), report.Findings);
        if (applied.Count == 0)
        {
            return false;
        }

        try
        {
            File.WriteAllBytes(host.Full(file), mended);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{file} cannot be written: {refused.Message}");
        }

        foreach (var finding in applied)
        {
            host.Err.WriteLine($"slipway: {file}:{finding.Line}: {finding.Code} mended: {finding.Fix!.Text}");
        }

        return true;
    }
}

/// <summary>The repositories that documents belong to; each is read once.</summary>
internal sealed class LintRepositories(Host host, string? named, string? commit) : IDisposable
{
    private readonly Dictionary<string, LintSession> _sessions = new(StringComparer.Ordinal);
    private readonly List<CommitView> _commits = [];

    /// <summary>The session for a document, and the document's folder in the repository.</summary>
    public (LintSession Session, string Folder) For(string file)
    {
        var beside = Path.GetDirectoryName(host.Full(file))!;
        var root = named is not null ? Named(named) : Inputs.RootOf(beside);
        if (root is null)
        {
            return commit is null
                ? (Of("", () => NoRepository.Instance), "")
                : throw new UnusableException(
                    $"{file} lies in no git checkout, so --at {commit} names nothing; name the checkout with --repo"
                );
        }

        var folder = Path.GetRelativePath(root, beside).Replace('\\', '/');
        return (Of(root, () => ViewOf(root)), folder == "." || folder.StartsWith("..", StringComparison.Ordinal) ? "" : folder);
    }

    public void Dispose() => _commits.ForEach(it => it.Dispose());

    private LintSession Of(string root, Func<IRepositoryView> view)
    {
        if (!_sessions.TryGetValue(root, out var session))
        {
            _sessions[root] = session = new(view());
        }

        return session;
    }

    private IRepositoryView ViewOf(string root)
    {
        if (commit is not null)
        {
            var at = CommitView.Of(root, commit) ?? throw new UnusableException($"git knows no commit {commit} in {root}");
            _commits.Add(at);
            return at;
        }

        var checkout = new CheckoutView(root);
        if (checkout.Tree() is null)
        {
            host.Err.WriteLine($"slipway: {root} holds more than {CheckoutView.MostFiles} files; nothing is said of references.");
        }

        return checkout;
    }

    private string Named(string folder)
    {
        var full = host.Full(folder);
        return Directory.Exists(full) ? full : throw new UnusableException($"--repo {folder}: there is no such folder");
    }
}
