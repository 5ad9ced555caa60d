using System.Text.Json.Nodes;
using Slipway.Kernel;

namespace Slipway.Runs;

/// <summary>Raw output that was kept, by digest.</summary>
/// <param name="Name">What it is: <c>stdout</c>, <c>stderr</c>, <c>body</c>.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits of the (redacted) bytes.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="Truncated">The middle was cut.</param>
public sealed record Output(string Name, string Sha256, long Bytes, bool Truncated);

/// <summary>What one command, check or request left behind.</summary>
public sealed record Evidence
{
    /// <summary>What was carried out, secrets hidden.</summary>
    public required string What { get; init; }

    /// <summary>1-based line it stands on.</summary>
    public int Line { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Host and folder.</summary>
    public string Place { get; init; } = "";

    /// <summary>The expectation it was held against.</summary>
    public string? Expect { get; init; }

    /// <summary>What was seen, parsed and short.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Its own verdict.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>The raw outputs.</summary>
    public IReadOnlyList<Output> Outputs { get; init; } = [];

    /// <summary>All facts that its verdict was made of, the texts by their digests; null when nothing was carried out, and in records of format 1.</summary>
    public JsonObject? Observed { get; init; }
}
