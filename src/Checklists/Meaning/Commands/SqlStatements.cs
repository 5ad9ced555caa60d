using System.Text;
using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>Splits a fence of SQL at its semicolons; a client's meta-command is a line of its own.</summary>
internal static class SqlStatements
{
    public static IReadOnlyList<FencedCommand> Split(IReadOnlyList<SourceLine> lines)
    {
        var commands = new List<FencedCommand>();
        var text = new StringBuilder();
        var (first, title) = (0, (string?)null);
        foreach (var line in lines)
        {
            var trimmed = line.Text.Trim();
            if (trimmed.StartsWith("--", StringComparison.Ordinal))
            {
                title = text.Length == 0 ? trimmed.TrimStart('-').Trim() : title;
                continue;
            }

            var comment = trimmed.IndexOf(" --", StringComparison.Ordinal);
            var code = comment < 0 ? trimmed : trimmed[..comment].TrimEnd();
            if (code.Length == 0)
            {
                continue;
            }

            first = text.Length == 0 ? line.Number : first;
            text.Append(text.Length == 0 ? "" : "\n").Append(code);
            if (code.EndsWith(';') || text[0] == '\\')
            {
                commands.Add(new(first, text.ToString(), "sql", title, []));
                text.Clear();
                title = null;
            }
        }

        if (text.Length > 0)
        {
            commands.Add(new(first, text.ToString(), "sql", title, []));
        }

        return commands;
    }
}
