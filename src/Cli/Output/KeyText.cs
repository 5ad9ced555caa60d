using System.Globalization;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Cli.Output;

/// <summary>Keys as people read them, and as slipway.yaml takes them.</summary>
internal static class KeyText
{
    /// <summary>One line for each key of a name.</summary>
    public static void WriteLines(TextWriter to, string name, PublicKey? present, IReadOnlyList<PastKey> past)
    {
        foreach (var it in past)
        {
            to.WriteLine($"{name, -20} {it.Key.Id}  {EndOf(it)}");
        }

        if (present is not null)
        {
            to.WriteLine($"{name, -20} {present.Id}  signs");
        }
    }

    /// <summary>Everything that others need of the keys of a name.</summary>
    public static void Write(TextWriter to, string name, PublicKey? present, IReadOnlyList<PastKey> past)
    {
        WriteLines(to, name, present, past);
        if (present is not null)
        {
            to.Write($"\n{present.Text}");
        }

        to.WriteLine("\nIn slipway.yaml, at the person whose key it is:\n\n    keys:");
        foreach (var it in past)
        {
            WriteEntry(to, it.Key, it.Reason is null ? "until" : "revoked", it.Until);
        }

        if (present is not null)
        {
            WriteEntry(to, present, null, default);
        }
    }

    private static string EndOf(PastKey it) =>
        it.Reason is null
            ? $"signed until {Moment(it.Until)}; its successor is {(it.Successor is null ? "not known" : "signed by it")}"
            : $"revoked since {Moment(it.Until)}: {it.Reason}";

    private static void WriteEntry(TextWriter to, PublicKey key, string? end, DateTimeOffset at)
    {
        to.WriteLine("      - key: |");
        foreach (var line in key.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            to.WriteLine($"          {line}");
        }

        if (end is not null)
        {
            to.WriteLine($"        {end}: {Moment(at)}");
        }
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
