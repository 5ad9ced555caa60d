namespace Slipway.Traffic.Haproxy;

/// <summary>What HAProxy's statistics say of one server.</summary>
/// <param name="Backend">Name of its back end.</param>
/// <param name="Server">Its name there.</param>
internal sealed record HaproxyServerRow(string Backend, string Server)
{
    /// <summary>Back end and server, as HAProxy names them together.</summary>
    public string Name => $"{Backend}/{Server}";

    /// <summary>Its status, for instance <c>UP</c>, <c>DOWN 1/2</c>, <c>DRAIN</c>, <c>MAINT</c>, <c>no check</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The weight that it was given, 0 to 256; a slow start does not show in it.</summary>
    public required long Weight { get; init; }

    /// <summary>It only stands in for others.</summary>
    public required bool Backup { get; init; }

    /// <summary>What it has done; null where its back end does not speak HTTP.</summary>
    public required HaproxyRequests? Requests { get; init; }

    /// <summary>Whether it could take requests, if it had a weight. With the weight 0 HAProxy calls it <c>DRAIN</c>.</summary>
    public bool IsThere => !Backup && (IsUp || (Status == "DRAIN" && Weight == 0));

    /// <summary>Whether new requests come to it. To one that an operator drains none do, whatever its weight.</summary>
    public bool Serves => !Backup && Weight > 0 && IsUp;

    private bool IsUp => Status == "no check" || Status == "UP" || Status.StartsWith("UP ", StringComparison.Ordinal);
}
