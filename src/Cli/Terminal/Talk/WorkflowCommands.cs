using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Cli.Output;

namespace Slipway.Cli.Terminal.Talk;

/// <summary>
/// Words for the log of GitHub Actions, whose runner reads commands in it: a line that begins with <c>::</c>, or holds <c>##[</c>
/// anywhere. Values are escaped, and every other line is kept from being read as one.
/// Source: workflow commands in GitHub's documentation, ActionCommand.cs of actions/runner.
/// </summary>
internal static class WorkflowCommands
{
    /// <summary>A command with its properties.</summary>
    public static string Of(string name, string message, params ReadOnlySpan<(string Key, string Value)> properties)
    {
        var text = new StringBuilder("::").Append(name);
        var mark = ' ';
        foreach (var (key, value) in properties)
        {
            text.Append(mark).Append(key).Append('=').Append(Property(value));
            mark = ',';
        }

        return text.Append("::").Append(Data(message)).ToString();
    }

    /// <summary>A line of words that is no command, whatever the words are.</summary>
    public static string Harmless(string line)
    {
        var broken = line.Replace("##[", "## [", StringComparison.Ordinal);
        return broken.AsSpan().TrimStart().StartsWith("::") ? $"· {broken.TrimStart()}" : broken;
    }

    /// <summary>Lines of a command's output, between marks that switch the reading of commands off and on again.</summary>
    public static IEnumerable<string> Fenced(IEnumerable<string> lines)
    {
        // The word is not to be guessed: whoever knows it could switch the reading on again.
        var word = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return lines.Select(Harmless).Prepend($"::stop-commands::{word}").Append($"::{word}::");
    }

    private static string Data(string text) =>
        PlainText
            .Lines(text)
            .Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("##[", "## [", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

/// <summary>Writes lines so that none is a workflow command.</summary>
internal sealed class HarmlessWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        inner.WriteLine(WorkflowCommands.Harmless(_line.ToString()));
        _line.Clear();
    }

    public override void Write(string? value)
    {
        foreach (var it in value ?? "")
        {
            Write(it);
        }
    }

    public override void WriteLine() => Write('\n');

    public override void WriteLine(string? value) => Write($"{value}\n");

    /// <summary>The beginning of a line waits for its end: only then it is known what it is.</summary>
    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (_line.Length > 0)
        {
            inner.Write(WorkflowCommands.Harmless(_line.ToString()));
            _line.Clear();
        }

        base.Dispose(disposing);
    }
}
