namespace Slipway.Gateway.Lanes;

/// <summary>Where a request goes, and why.</summary>
internal abstract record LaneChoice
{
    private LaneChoice() { }

    /// <summary>By the share.</summary>
    /// <param name="Lane">Its lane.</param>
    /// <param name="NewCookie">A cookie that makes the client known again; null where it needs none.</param>
    public sealed record Drawn(Lane Lane, string? NewCookie) : LaneChoice;

    /// <summary>By the header, from somebody who may.</summary>
    public sealed record Asked(Lane Lane) : LaneChoice;

    /// <summary>Nowhere: whoever asks for a lane must not be served by another without learning of it.</summary>
    public sealed record Refused(int Status, string Why) : LaneChoice;
}
