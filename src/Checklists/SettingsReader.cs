using System.Diagnostics;
using Slipway.Checklists.Configuration;

namespace Slipway.Checklists;

/// <summary>Reads <c>slipway.yaml</c>. Every fault is collected with its line and column; the file is bounded against hostile input.</summary>
public static class SettingsReader
{
    /// <summary>Reads the text of a settings file.</summary>
    /// <param name="text">The YAML, at most 1,048,576 characters.</param>
    /// <param name="file">The path as it was given, for the faults.</param>
    public static ReadSettings Read(string text, string file)
    {
        var faults = new List<Fault>();
        var root = YamlTree.Read(text, file, 0, faults);
        if (root is null)
        {
            return faults.Count == 0 ? new ReadSettings.Usable(Settings.None with { File = file }) : new ReadSettings.Unusable(faults);
        }

        new ShapeReader(file, faults).Check(root, SettingsKeys.Table, "");
        if (root is YamlPart.Mapping mapping)
        {
            new SettingsMeaning(file, faults).Check(mapping);
        }

        return faults.Count == 0 && root is YamlPart.Mapping whole
            ? new ReadSettings.Usable(new SettingsBinder(file).Bind(whole))
            : new ReadSettings.Unusable([.. faults.OrderBy(it => it.Line).ThenBy(it => it.Column)]);
    }
}

/// <summary>How reading settings ended.</summary>
public abstract record ReadSettings
{
    private ReadSettings() { }

    /// <summary>They can be used.</summary>
    public sealed record Usable(Settings Settings) : ReadSettings;

    /// <summary>They cannot; every fault, in the order of the file.</summary>
    public sealed record Unusable(IReadOnlyList<Fault> Faults) : ReadSettings;

    /// <summary>The way in: one answer per case.</summary>
    public T Match<T>(Func<Usable, T> usable, Func<Unusable, T> unusable) =>
        this switch
        {
            Usable it => usable(it),
            Unusable it => unusable(it),
            _ => throw new UnreachableException(),
        };
}
