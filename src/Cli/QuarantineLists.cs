using System.CommandLine;
using System.Text;
using Slipway.Cli.Commands;
using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>The list of known flakes that a call means.</summary>
/// <param name="Shown">Its name as it was given.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Text">Its text; empty where there is none yet.</param>
/// <param name="Entries">Its entries.</param>
internal sealed record QuarantineList(string Shown, string Path, string Text, IReadOnlyList<QuarantineEntry> Entries)
{
    private const string Usual = "tests-quarantine.yaml";

    /// <summary>No list at all.</summary>
    public static QuarantineList None { get; } = new(Usual, "", "", []);

    public static Option<string?> Option() =>
        new("--quarantine") { Description = $"The list of known flakes. Default: {Usual} here, if it is there.", HelpName = "FILE" };

    /// <summary>Reads the list; one that is named has to be there, unless it <paramref name="mayBeMissing"/>. All faults of it are told.</summary>
    public static QuarantineList Read(Host host, string? given, bool mayBeMissing)
    {
        var shown = given ?? Usual;
        var path = host.Full(shown);
        if (!File.Exists(path) && (given is null || mayBeMissing))
        {
            return new(shown, path, "", []);
        }

        var text = Inputs.ReadText(path);
        var read = QuarantineReader.Read(text);
        return read.Faults.Count == 0
            ? new(shown, path, text, read.Entries)
            : throw new UnusableException([.. read.Faults.Select(it => $"{shown}: {it}")]);
    }

    /// <summary>Writes the list anew, whole or not at all.</summary>
    /// <param name="changed">The new text; null when it cannot be changed without doubt, which is a fault of the call.</param>
    public void Replace(string? changed)
    {
        if (changed is null)
        {
            throw new UnusableException(
                $"{Shown} is written in a way that cannot be changed without spoiling it (entries in braces, or a comment within one): change it by hand"
            );
        }

        var beside = $"{Path}.new";
        try
        {
            File.WriteAllText(beside, changed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{Shown} cannot be written: {refused.Message}");
        }
    }
}
