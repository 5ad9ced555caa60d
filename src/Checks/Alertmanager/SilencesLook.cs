using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Alertmanager;

/// <summary>
/// What is silenced now or soon. Where labels are given, a silence counts unless one of them contradicts it: an alert has more
/// labels than a checklist names.
/// </summary>
internal sealed class SilencesLook(
    IReadOnlyDictionary<string, string> labels,
    IReadOnlyList<string> allowed,
    TimeSpan ahead,
    TimeProvider clock
) : IAlertmanagerLook
{
    public async Task SeeAsync(AlertmanagerApi api, AlertmanagerStatus status, Account account, CancellationToken ct)
    {
        status.HasSettled();
        var silences = (await api.ListAsync("silences", ct)).Select(Read).Where(Counts).ToList();
        var meant = silences.Where(IsAllowed).ToList();
        foreach (var silence in silences.Except(meant).Take(50))
        {
            var begins = silence.Begins > clock.GetUtcNow() ? $"from {At(silence.Begins)} " : "";
            account.Flaw(
                $"the silence {silence.Id} of {silence.By} ({silence.Comment}) hides {silence.Hides} {begins}until {At(silence.Ends)}"
            );
        }

        account.Counts["silences"] = silences.Count;
        account.Counts["allowed"] = meant.Count;
        account.Facts["silences"] = new JsonArray([.. silences.Take(1000).Select(Told)]);
        account.Facts["allowed"] = meant.Count;
        account.Value = new(silences.Count, "");
    }

    private static Silence Read(JsonElement it) =>
        new(
            AlertmanagerApi.Cut(AlertmanagerApi.Text(it, "id")),
            AlertmanagerApi.Text(AlertmanagerApi.Member(it, "status"), "state"),
            AlertmanagerApi.Moment(it, "startsAt"),
            AlertmanagerApi.Moment(it, "endsAt"),
            AlertmanagerApi.Cut(AlertmanagerApi.Text(it, "createdBy")),
            AlertmanagerApi.Cut(AlertmanagerApi.Text(it, "comment")),
            it.TryGetProperty("matchers", out var matchers) && matchers.ValueKind == JsonValueKind.Array && matchers.GetArrayLength() > 0
                ? [.. matchers.EnumerateArray().Select(Matcher)]
                : throw new NotSeenException("What answered is no Alertmanager: a silence has no matchers.")
        );

    private static LabelMatcher Matcher(JsonElement it) =>
        new(
            AlertmanagerApi.Text(it, "name"),
            Flag(it, "isEqual", otherwise: true),
            Flag(it, "isRegex", null),
            AlertmanagerApi.Text(it, "value")
        );

    /// <summary>Servers before 0.22 do not tell <c>isEqual</c>: their matchers all are.</summary>
    private static bool Flag(JsonElement it, string name, bool? otherwise) =>
        it.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.ValueKind == JsonValueKind.True
            : otherwise ?? throw new NotSeenException($"What answered is no Alertmanager: a matcher has no {name}.");

    private bool Counts(Silence it) =>
        it.State switch
        {
            "expired" => false,
            "active" => CouldHide(it),
            "pending" => it.Begins - clock.GetUtcNow() <= ahead && CouldHide(it),
            _ => throw new NotSeenException($"A silence is in a state that is not known: {AlertmanagerApi.Cut(it.State)}."),
        };

    private bool CouldHide(Silence it) =>
        it.Matchers.Where(matcher => labels.ContainsKey(matcher.Name)).All(matcher => matcher.Meets(labels));

    private bool IsAllowed(Silence it) =>
        allowed.Any(word => it.Id == word || it.Comment.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static JsonNode? Told(Silence it) =>
        new JsonObject
        {
            ["id"] = it.Id,
            ["state"] = it.State,
            ["by"] = it.By,
            ["comment"] = it.Comment,
            ["hides"] = it.Hides,
            ["from"] = At(it.Begins),
            ["until"] = At(it.Ends),
        };

    private static string At(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Silence(
        string Id,
        string State,
        DateTimeOffset Begins,
        DateTimeOffset Ends,
        string By,
        string Comment,
        IReadOnlyList<LabelMatcher> Matchers
    )
    {
        public string Hides => AlertmanagerApi.Cut(string.Join(", ", Matchers));
    }
}
