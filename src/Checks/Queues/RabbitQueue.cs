using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Platform;

namespace Slipway.Checks.Queues;

/// <summary>A queue of RabbitMQ, by its management API. Its figures are some seconds old; one that is left out was not seen.</summary>
internal sealed class RabbitQueue
{
    private readonly JsonServer _server;

    public RabbitQueue(IHttp http, SettingReader settings, string address)
    {
        var url =
            Uri.TryCreate(address, UriKind.Absolute, out var given) && given.Host.Length > 0 ? given : throw Foreign("its address is none");
        _server = new(
            http,
            settings,
            url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
            "RabbitMQ"
        )
        {
            Headers =
                url.UserInfo.Length == 0
                    ? []
                    :
                    [
                        new(
                            "Authorization",
                            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(':', url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString))))}"
                        ),
                    ],
        };
    }

    public async Task<QueueState> SeeAsync(QueueDemands wanted, CancellationToken ct)
    {
        var queue = await AskAsync(wanted.VirtualHost, wanted.Name, ct);
        var dead = wanted.Dead is { } name ? Total(await AskAsync(wanted.VirtualHost, name, ct)) : (long?)null;
        var health =
            queue.TryGetProperty("state", out var state) && state.ValueKind == JsonValueKind.String
                ? state.GetString()!
                : throw new NotSeenException("RabbitMQ does not tell the state of the queue (yet): its figures come some seconds late.");
        var unacknowledged = Number(queue, "messages_unacknowledged");
        return new()
        {
            Depth = Number(queue, "messages_ready"),
            Unacknowledged = unacknowledged,
            Dead = dead,
            Consumers = Number(queue, "consumers"),
            Oldest = Head(queue),
            Unwell =
                health is "running" or "idle" or "flow" ? null
                : health.Length <= 100 ? health
                : health[..100],
            More = new Dictionary<string, JsonNode?> { ["state"] = health.Length <= 100 ? health : health[..100] },
        };
    }

    private async Task<JsonElement> AskAsync(string host, string name, CancellationToken ct)
    {
        var queue = await _server.GetAsync($"api/queues/{Uri.EscapeDataString(host)}/{Uri.EscapeDataString(name)}", ct);
        return
            queue.ValueKind == JsonValueKind.Object
            && queue.TryGetProperty("name", out var its)
            && its.ValueKind == JsonValueKind.String
            && its.GetString() == name
            ? queue
            : throw Foreign($"its answer is not about the queue {name}");
    }

    /// <summary>Everything in a queue counts, also what somebody looks at just now.</summary>
    private static long Total(JsonElement queue) => Number(queue, "messages_ready") + Number(queue, "messages_unacknowledged");

    private static long Number(JsonElement queue, string name) =>
        queue.TryGetProperty(name, out var number)
        && number.ValueKind == JsonValueKind.Number
        && number.TryGetInt64(out var value)
        && value >= 0
            ? value
            : throw new NotSeenException($"RabbitMQ does not tell {name} of the queue (yet): its figures come some seconds late.");

    /// <summary>What the first message, under way or not, says of itself, where its sender wrote it: seconds since 1970.</summary>
    private static DateTimeOffset? Head(JsonElement queue) =>
        queue.TryGetProperty("head_message_timestamp", out var at)
        && at.ValueKind == JsonValueKind.Number
        && at.TryGetInt64(out var seconds)
        && seconds is > 0 and < 100_000_000_000
            ? Moments.OfMilliseconds(seconds * 1000)
            : null;

    private static NotSeenException Foreign(string why) => new($"What answered is no RabbitMQ management API: {why}.");
}
