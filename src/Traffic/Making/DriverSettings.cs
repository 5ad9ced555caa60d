using Slipway.Kernel;

namespace Slipway.Traffic.Making;

/// <summary>Reads the settings of a driver and collects everything that is wrong with them.</summary>
internal sealed class DriverSettings
{
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLimit = TimeSpan.FromMinutes(5);

    private readonly DriverPlace _place;
    private readonly List<string> _faults = [];

    public DriverSettings(DriverPlace place)
    {
        _place = place;
        var known = TrafficSettings.Of(place.Spec.Driver);
        foreach (var name in place.Spec.Settings.Keys.Where(it => known.All(setting => setting.Name != it)))
        {
            Fault($"{name} is no setting of it; there are {string.Join(", ", known.Select(it => it.Name))}");
        }

        foreach (var missing in known.Where(it => it.Required && string.IsNullOrWhiteSpace(place.Spec[it.Name])))
        {
            Fault($"{missing.Name} is missing. {missing.Meaning}");
        }
    }

    /// <summary>Everything that is wrong, in sentences.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Longest time of one call.</summary>
    public TimeSpan Limit() => Span("limit", ShortestLimit, LongestLimit);

    /// <summary>The text with variables put in, or its default; empty where there is neither.</summary>
    public string Text(string name)
    {
        var setting = TrafficSettings.Of(_place.Spec.Driver).Single(it => it.Name == name);
        var written = _place.Spec[name] is { } said && !string.IsNullOrWhiteSpace(said) ? said.Trim() : setting.Default ?? "";
        return setting.IsCommand ? written : Filled(name, written);
    }

    /// <summary>An absolute address of http or https; null where there is none, or one that does not do.</summary>
    public Uri? Address(string name)
    {
        var text = Text(name);
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
        {
            return url;
        }

        if (text.Length > 0)
        {
            Fault($"{name} is no address such as http://127.0.0.1:8081/path, without a name and password in it");
        }

        return null;
    }

    /// <summary>Adds what is wrong.</summary>
    public void Fault(string what) => _faults.Add($"traffic: {_place.Spec.Driver}: {what}");

    /// <summary>The driver, or the faults.</summary>
    public DriverMade Made(Func<ITrafficDriver> make) => _faults.Count == 0 ? new DriverMade.Ready(make()) : new DriverMade.Faulty(_faults);

    private TimeSpan Span(string name, TimeSpan low, TimeSpan high)
    {
        if (Durations.TryParse(Text(name)) is { } span && span >= low && span <= high)
        {
            return span;
        }

        Fault($"{name} is no duration from {Durations.Write(low)} to {Durations.Write(high)}, for instance 5s");
        return high;
    }

    private string Filled(string name, string text)
    {
        var (filled, missing) = Variables.Fill(text, _place.Variables);
        foreach (var variable in missing)
        {
            Fault($"{name} names ${{{variable}}}, which is neither a variable nor a secret of the environment");
        }

        return filled;
    }
}
