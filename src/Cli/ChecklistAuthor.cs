using Slipway.Checklists;

namespace Slipway.Cli;

/// <summary>Who committed the checklist last.</summary>
internal static class ChecklistAuthor
{
    /// <summary><c>name &lt;address&gt;</c>; null when no hold asks for it, when git does not know, and when the file has changed since.</summary>
    public static string? Of(Settings settings, string document)
    {
        if (!settings.Holds.Any(it => it.Hold.Not.Contains("author", StringComparer.Ordinal)))
        {
            return null;
        }

        var (folder, file) = (Path.GetDirectoryName(document)!, Path.GetFileName(document));
        return
            GitCalls.Ask(folder, "status", "--porcelain", "--ignored", "--", file) is ""
            && GitCalls.Ask(folder, "log", "-1", "--format=%an <%ae>", "--", file)?.Trim() is { Length: > 0 } author
            ? author
            : null;
    }
}
