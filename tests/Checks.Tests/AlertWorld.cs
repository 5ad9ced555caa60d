using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>An Alertmanager that tells a real receiver of webhooks, one that nobody answers at, and nobody.</summary>
public sealed class AlertWorld : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _got = new();
    private readonly TempFolder _folder = new();

    public AlertWorld()
    {
        Hook = new(request =>
        {
            if (request.Method == "POST")
            {
                _got.Enqueue(request.Body);
                File.AppendAllText(Mailbox, request.Body);
                return new(200);
            }

            return request.Path switch
            {
                "/log" => new(200, new JsonArray([.. _got.Select(it => (JsonNode?)it)]).ToJsonString()),
                "/long" => new(200, new string('x', 5_000_000)),
                "/guarded" when request.Headers.GetValueOrDefault("Authorization") != "Bearer t0ken" => new(401),
                "/guarded" => new(200, string.Concat(_got)),
                _ => new(404),
            };
        });
        File.WriteAllText(Mailbox, "");
    }

    /// <summary>The receiver; <c>/log</c> answers with all it got.</summary>
    public HttpDouble Hook { get; }

    /// <summary>A file that gets the same.</summary>
    public string Mailbox => _folder["mailbox"];

    /// <summary>The Alertmanager.</summary>
    public AlertmanagerServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        Server = await AlertmanagerServer.StartAsync(
            $$"""
            route:
              receiver: nobody
              group_by: ["..."]
              group_wait: 1ms
              group_interval: 1ms
              routes:
                - { receiver: hook, matchers: [severity="page"] }
                - { receiver: down, matchers: [severity="down"] }
            receivers:
              - name: nobody
              - { name: hook, webhook_configs: [{ url: "{{Hook.Url}}hook" }] }
              - { name: down, webhook_configs: [{ url: "http://127.0.0.1:1/" }] }
            """,
            CancellationToken.None
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Hook.Dispose();
        _folder.Dispose();
    }
}
