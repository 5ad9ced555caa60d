using Slipway.Runs;

namespace Slipway.Cli.Terminal.Live;

/// <summary>All that the live view shows at one moment. Its words are the document's and the commands', made plain only when laid out.</summary>
internal sealed record LivePicture
{
    /// <summary>The run as it stands.</summary>
    public required RunState State { get; init; }

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The ends of the outputs of what runs, by step; secrets are hidden.</summary>
    public IReadOnlyDictionary<StepId, OutputTail> Tails { get; init; } = new Dictionary<StepId, OutputTail>();

    /// <summary>The moment that is waited for; null when none is.</summary>
    public (Step Step, DateTimeOffset Until)? Waiting { get; init; }

    /// <summary>How long things took before.</summary>
    public EarlierDurations Earlier { get; init; } = EarlierDurations.None;

    /// <summary>The run is being ended: Ctrl-C was pressed.</summary>
    public bool Ending { get; init; }

    /// <summary>Zone of clock times.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>The end of what a block has put out so far.</summary>
/// <param name="Command">Position of the command that runs; the first is 0.</param>
/// <param name="Lines">Its last lines, the oldest first.</param>
internal sealed record OutputTail(int Command, IReadOnlyList<string> Lines);
