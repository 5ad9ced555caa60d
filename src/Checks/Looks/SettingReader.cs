using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Kernel;

namespace Slipway.Checks.Looks;

/// <summary>Reads the settings of a check, with <c>${NAME}</c> put in. Unknown and missing settings are all named at once.</summary>
internal sealed partial class SettingReader
{
    private readonly ICheck _check;
    private readonly CheckSpec _spec;
    private readonly List<string> _faults = [];

    public SettingReader(ICheck check, CheckSpec spec, Surroundings here)
    {
        (_check, _spec, Here) = (check, spec, here);
        _faults.AddRange(SettingFaults.Of(check, spec));
    }

    public Surroundings Here { get; }

    /// <summary>The text as it was written; null when it is not given.</summary>
    public string? Raw(string name) => _spec[name];

    /// <summary>The text with variables put in; null when it is not given.</summary>
    public string? Text(string name) => _spec[name] is { } text ? Filled(text) : null;

    /// <summary>Settings whose names begin so, by the rest of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All(string beginning) =>
        [
            .. _spec
                .With.Where(it => it.Key.StartsWith(beginning, StringComparison.Ordinal) && it.Key.Length > beginning.Length)
                .Select(it => KeyValuePair.Create(it.Key[beginning.Length..], Filled(it.Value))),
        ];

    public int Whole(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _faults.Add($"{_check.Kind}: {name} is a whole number from {least} to {most}, not '{text}'.");
        return otherwise;
    }

    public TimeSpan Duration(string name, TimeSpan otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (Durations.TryParse(text) is { } span && span > TimeSpan.Zero)
        {
            return span;
        }

        _faults.Add($"{_check.Kind}: {name} is a duration such as 5s or 250ms, not '{text}'.");
        return otherwise;
    }

    /// <summary>One of some words, in lower case.</summary>
    public string OneOf(string name, string otherwise, params ReadOnlySpan<string> words)
    {
        var text = Text(name)?.ToLowerInvariant() ?? otherwise;
        if (!words.Contains(text))
        {
            _faults.Add($"{_check.Kind}: {name} is one of {string.Join(", ", words.ToArray())}, not '{text}'.");
        }

        return text;
    }

    /// <summary>
    /// What is asked: the source that the setting <c>source</c> names, otherwise the environment's only one of these kinds. Its
    /// address is empty when there is none, and a fault says what to do.
    /// </summary>
    public (string Kind, string Address) Source(params IReadOnlyList<string> kinds)
    {
        var wanted = string.Join(" or ", kinds);
        if (Text("source") is { } name)
        {
            if (Here.Sources.TryGetValue(name, out var named) && kinds.Contains(named.Kind))
            {
                return named;
            }

            _faults.Add(
                named.Kind is null
                    ? $"{_check.Kind}: the environment has no source '{name}'; it has {string.Join(", ", Here.Sources.Keys.Order(StringComparer.Ordinal).DefaultIfEmpty("none"))}."
                    : $"{_check.Kind}: the source '{name}' is of the kind '{named.Kind}'; {wanted} is asked here."
            );
            return ("", "");
        }

        var fitting = Here.Sources.Where(it => kinds.Contains(it.Value.Kind)).ToList();
        if (fitting is [var only])
        {
            return only.Value;
        }

        _faults.Add(
            fitting.Count == 0
                ? $"{_check.Kind}: nothing says which {wanted} is asked; give it here, or name one under sources of the environment in slipway.yaml."
                : $"{_check.Kind}: the environment has {fitting.Count} sources of this kind ({string.Join(", ", fitting.Select(it => it.Key).Order(StringComparer.Ordinal))}); say source=NAME."
        );
        return ("", "");
    }

    /// <summary>The address that a setting gives, otherwise that of the source of this kind (see <see cref="Source"/>).</summary>
    public string Address(string setting, string kind) => Text(setting) ?? Source(kind).Address;

    public void Fault(string fault) => _faults.Add(fault);

    /// <summary>To be called when all settings are read, before anything is looked at.</summary>
    /// <exception cref="SettingException">Some setting cannot be used.</exception>
    public void Check()
    {
        if (_faults.Count > 0)
        {
            throw new SettingException(string.Join(" ", _faults.Distinct(StringComparer.Ordinal)));
        }
    }

    /// <summary>A number of the answer with the unit that the settings give, where it has none of its own.</summary>
    public Quantity? Number(string? text) =>
        text is not null && Quantity.TryParse(text) is { } number
            ? number.Unit.Length == 0 && Text("unit") is { } unit
                ? number with
                {
                    Unit = Units.Canonical(unit),
                }
                : number
            : null;

    /// <summary>The absolute path; all settings must have been read.</summary>
    /// <exception cref="SettingException">Some setting cannot be used.</exception>
    public string PathOf(string relative)
    {
        Check();
        return Path.GetFullPath(relative, Path.GetFullPath(Here.Directory));
    }

    /// <summary>A text of a file that a setting names, with variables put in; one that is not set is a fault.</summary>
    public string Filled(string text) =>
        Variable()
            .Replace(
                text,
                found =>
                {
                    var name = found.Groups[1].Value;
                    if (Here.Variables.TryGetValue(name, out var value))
                    {
                        return value;
                    }

                    _faults.Add($"{_check.Kind}: the variable {name} is not set.");
                    return "";
                }
            );

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
