using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>What is asked of a machine.</summary>
internal sealed record Asked
{
    /// <summary>Each fact with the unit of its number, its bound where none is said, and whether the bound is the least.</summary>
    public static IReadOnlyDictionary<string, (string Unit, double Bound, bool IsLeast)> Facts { get; } =
        new Dictionary<string, (string, double, bool)>(StringComparer.Ordinal)
        {
            ["disk"] = ("%", 10, true),
            ["memory"] = ("%", 10, true),
            ["memory-growth"] = ("MiB/min", 1, false),
            ["cpu"] = ("%", 90, false),
            ["load"] = ("", 1, false),
            ["descriptors"] = ("%", 80, false),
            ["process"] = ("", 1, true),
            ["clock"] = ("ms", 2000, false),
            ["port"] = ("", 1, true),
        };

    public required string Fact { get; init; }

    /// <summary>The bound, in the unit of the fact.</summary>
    public required double Bound { get; init; }

    public required string Path { get; init; }

    public string? Name { get; init; }

    public Regex? Pattern { get; init; }

    public int? Pid { get; init; }

    public string? PidFile { get; init; }

    public required int Port { get; init; }

    public required TimeSpan Window { get; init; }

    public string? Url { get; init; }

    public string? Ntp { get; init; }

    /// <summary>Whether a process is named in any way.</summary>
    public bool NamesAProcess => Name is not null || Pattern is not null || Pid is not null || PidFile is not null;

    /// <summary>The bound as people read it.</summary>
    public string BoundShown => new Quantity(Bound, Facts[Fact].Unit).ToString();

    public static Asked Read(SettingReader settings)
    {
        var fact = settings.OneOf("fact", "", [.. Facts.Keys]);
        var (unit, bound, _) = Facts.GetValueOrDefault(fact, ("", 0, true));
        var asked = new Asked
        {
            Fact = fact,
            Bound = BoundOf(settings, unit) ?? bound,
            Path = settings.Text("path") ?? ".",
            Name = settings.Text("name"),
            Pattern = Regular(settings),
            Pid = settings.Text("pid") is null ? null : settings.Whole("pid", 1, 1, int.MaxValue),
            PidFile = settings.Text("pid-file"),
            Port = settings.Whole("port", 0, 1, 65535),
            Window = settings.Duration("window", TimeSpan.FromSeconds(fact == "memory-growth" ? 10 : 2)),
            Url = settings.Text("url"),
            Ntp = settings.Text("ntp"),
        };
        asked.Demand(settings);
        return asked;
    }

    private void Demand(SettingReader settings)
    {
        if (Fact is "process" or "memory-growth" && !NamesAProcess)
        {
            settings.Fault($"machine: {Fact} needs one of name, pattern, pid, pid-file.");
        }

        if (Fact == "port" && Port == 0)
        {
            settings.Fault("machine: port needs the setting port.");
        }

        if (Fact == "clock" && Url is null == Ntp is null)
        {
            settings.Fault("machine: clock needs one of url, ntp.");
        }

        if (Fact is "cpu" or "memory-growth" && (Window < TimeSpan.FromMilliseconds(100) || Window >= settings.Here.Limit))
        {
            settings.Fault("machine: window is at least 100ms and shorter than the limit of the step.");
        }

        settings.Check();
    }

    private static double? BoundOf(SettingReader settings, string unit)
    {
        if (settings.Text("bound") is not { } text)
        {
            return null;
        }

        if (Quantity.TryParse(text) is { Number: >= 0 } said && (said.Unit.Length == 0 ? said.Number : said.In(unit)) is { } number)
        {
            return number;
        }

        settings.Fault(
            string.Create(CultureInfo.InvariantCulture, $"machine: bound is a number{(unit.Length == 0 ? "" : $" in {unit}")}.")
        );
        return null;
    }

    private static Regex? Regular(SettingReader settings)
    {
        if (settings.Text("pattern") is not { } text)
        {
            return null;
        }

        try
        {
            return text.Length is > 0 and <= 500
                ? new Regex(text, RegexOptions.NonBacktracking)
                : throw new NotSupportedException("length");
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            settings.Fault("machine: pattern is a linear-time regular expression (no look-around) of at most 500 characters.");
            return null;
        }
    }
}
