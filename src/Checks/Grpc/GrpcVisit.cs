using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;
using Slipway.Platform;

namespace Slipway.Checks.Grpc;

/// <summary>Asks for the health of each service, one after the other.</summary>
internal sealed class GrpcVisit(GrpcSpec demand, GrpcCall call, TimeProvider clock)
{
    private const int Ok = 0;
    private const int NotFound = 5;

    /// <summary>Names of the statuses (<c>google/rpc/code.proto</c>).</summary>
    private static readonly string[] Codes =
    [
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    private readonly Account _account = new();
    private readonly List<string> _unseen = [];
    private readonly JsonArray _services = [];
    private double _slowest;

    public async Task<Observation> GoAsync(CancellationToken ct)
    {
        try
        {
            foreach (var service in demand.Services)
            {
                await AskAsync(service, ct);
            }
        }
        catch (OperationCanceledException) when (_account.Flaws.Count > 0)
        {
            // What was seen is not forgotten because a later answer did not come in time.
            _unseen.Add("the time was over before all was asked");
        }

        _account.Facts["url"] = HttpFaults.Place(demand.Url);
        _account.Facts["services"] = _services;
        _account.Counts["asked"] = demand.Services.Count;
        _account.Counts["serving"] = _services.Count(it => (string?)it!["status"] == "SERVING");
        _account.Value = new Quantity(_slowest, "ms");
        return _account.Seen(_unseen, "whether everything is healthy");
    }

    private async Task AskAsync(string service, CancellationToken ct)
    {
        var what = service.Length == 0 ? "the server" : $"the service '{service}'";
        var start = clock.GetTimestamp();
        try
        {
            var answer = await call.AskAsync(service, ct);
            var took = Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 1);
            _slowest = Math.Max(_slowest, took);
            var status = Judge(answer, what);
            _services.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["service"] = service,
                        ["status"] = status,
                        ["tookMs"] = took,
                    }
            );
        }
        catch (NotSeenException unseen)
        {
            _unseen.Add(unseen.Message.TrimEnd('.'));
        }
    }

    private string? Judge(GrpcAnswer answer, string what)
    {
        if (answer.Status == NotFound)
        {
            _account.Flaw($"{what} is not known: NOT_FOUND{Said(answer)}");
            return "NOT_FOUND";
        }

        if (answer.Status != Ok)
        {
            var hint = answer.Status == 12 ? ", so it does not speak the health protocol" : "";
            throw new NotSeenException($"the call for {what} ended with {Codes[answer.Status]}{hint}{Said(answer)}");
        }

        if (HealthMessage.StatusOf(answer.Message) is not { } status)
        {
            throw new NotSeenException($"what came for {what} is no message of the health protocol");
        }

        if (status != "SERVING")
        {
            _account.Flaw($"{what} says {status}");
        }

        return status;
    }

    private static string Said(GrpcAnswer answer) => answer.Said.Length == 0 ? "" : $" ('{answer.Said}')";
}
