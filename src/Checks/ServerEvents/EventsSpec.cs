using Slipway.Checks.Http;
using Slipway.Checks.Looks;

namespace Slipway.Checks.ServerEvents;

/// <summary>What is asked, and which events must come.</summary>
internal sealed record EventsSpec
{
    public required Uri Url { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>What the client says it saw last; null for nothing.</summary>
    public required string? LastEventId { get; init; }

    /// <summary>Name of the events that count; null for all.</summary>
    public required string? Event { get; init; }

    public required string? Contains { get; init; }

    public required int Least { get; init; }

    /// <summary>Longest time until they are there; null where only the limit of the look holds.</summary>
    public required TimeSpan? Within { get; init; }

    /// <summary>What must come, for people.</summary>
    public string Wanted =>
        $"{(Event is null ? "event" : $"event '{Event}'")}{(Contains is null ? "" : $" that holds '{Contains}'")}{(Least == 1 ? "" : $" ({Least} are wanted)")}";

    public static EventsSpec Of(SettingReader settings)
    {
        if (new[] { "event", "contains", "last-event-id" }.FirstOrDefault(it => settings.Text(it) is "") is { } empty)
        {
            settings.Fault($"events: {empty} is empty.");
        }

        // The framework sends a line break as it is.
        if (settings.Text("last-event-id")?.AsSpan().ContainsAny('\r', '\n', '\0') == true)
        {
            settings.Fault("events: last-event-id holds a line break.");
        }

        return new()
        {
            Url = Addresses.Of(settings, settings.Text("url") ?? "", "events"),
            Headers = OpenHttp.Headers(settings, "events"),
            LastEventId = settings.Text("last-event-id"),
            Event = settings.Text("event"),
            Contains = settings.Text("contains"),
            Least = settings.Whole("least", 1, 1, 1000),
            // A bound beyond the limit of the look is none: the limit comes first.
            Within = settings.Duration("within", settings.Here.Limit) is var within && within < settings.Here.Limit ? within : null,
        };
    }

    public bool Counts(string name, string data) =>
        (Event is null || name == Event) && (Contains is null || data.Contains(Contains, StringComparison.Ordinal));
}
