using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Slipway.Checks.AlertDrill;

/// <summary>An alert that nobody can take for a real one: it says so in a label and in its words, and has an end from the start.</summary>
internal sealed class DrillAlert
{
    /// <summary>The label that holds the id.</summary>
    public const string Mark = "slipway_drill";

    /// <summary>How long it lasts beyond the time in which it must arrive, where it cannot be resolved.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly DateTimeOffset _begins;

    public DrillAlert(IReadOnlyDictionary<string, string> labels, TimeSpan within, TimeProvider clock)
    {
        _begins = clock.GetUtcNow();
        Ends = _begins + within + Rest;
        _labels = labels;
        Id = $"drill-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
    }

    /// <summary>What is looked for at the other end; no other alert has it.</summary>
    public string Id { get; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset Ends { get; }

    /// <summary>As it is sent; ended at a moment, or at its own end.</summary>
    public JsonNode Written(DateTimeOffset? ended = null)
    {
        var labels = new JsonObject { ["alertname"] = "SlipwayDrill" };
        foreach (var (name, value) in _labels)
        {
            labels[name] = value;
        }

        labels[Mark] = Id;
        var words = $"This is a drill ({Id}). Nothing is wrong and nobody has to act: a checklist proves that alerts arrive.";
        return new JsonObject
        {
            ["labels"] = labels,
            ["annotations"] = new JsonObject { ["summary"] = words, ["description"] = words },
            ["startsAt"] = At(_begins),
            ["endsAt"] = At(ended ?? Ends),
        };
    }

    /// <summary>A moment as Alertmanager reads it.</summary>
    public static string At(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
