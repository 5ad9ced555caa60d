using System.Text.RegularExpressions;
using Slipway.Checks.Files;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Coverage;

/// <summary>What is asked of the coverage, in per cent; null asks nothing.</summary>
internal sealed record Bounds(double Min, double? Branches, double? Package, double? File)
{
    public static Bounds Read(SettingReader settings) =>
        new(
            Percent(settings, "min") ?? 0,
            Percent(settings, "min-branches"),
            Percent(settings, "min-package"),
            Percent(settings, "min-file")
        );

    private static double? Percent(SettingReader settings, string name)
    {
        if (settings.Text(name) is not { } text)
        {
            return null;
        }

        if (Quantity.TryParse(text) is { Unit: "" or "%", Number: >= 0 and <= 100 } percent)
        {
            return percent.Number;
        }

        settings.Fault($"coverage: {name} is a number of per cent from 0 to 100.");
        return null;
    }
}

/// <summary>Which files count.</summary>
internal sealed class PathFilter
{
    private readonly List<Regex> _taken = [];
    private readonly List<Regex> _left = [];

    public static PathFilter Read(SettingReader settings)
    {
        var filter = new PathFilter();
        var text = settings.Text("path") ?? "";
        if (text.Length > 2_000)
        {
            settings.Fault("coverage: path has at most 2000 characters.");
            return filter;
        }

        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            (part[0] == '!' ? filter._left : filter._taken).Add(Matches.Pattern($"**/{part.TrimStart('!').TrimStart('/')}"));
        }

        return filter;
    }

    public bool Takes(string path)
    {
        var asked = path.TrimStart('/');
        return (_taken.Count == 0 || _taken.Any(it => it.IsMatch(asked))) && !_left.Any(it => it.IsMatch(asked));
    }
}
