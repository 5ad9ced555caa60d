namespace Slipway.Flakes;

/// <summary>A line of a history that cannot be used.</summary>
/// <param name="File">Name of the file, as it was given.</param>
/// <param name="Line">The first is 1.</param>
/// <param name="Says">What is wrong, and what to do.</param>
public sealed record HistoryFault(string File, long Line, string Says)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {Says}";
}

/// <summary>What came of reading a history.</summary>
/// <param name="Lines">Lines that are not empty.</param>
/// <param name="Outcomes">Lines that were read as outcomes.</param>
/// <param name="Faults">The first hundred lines that cannot be used.</param>
/// <param name="FaultCount">How many cannot be used in all.</param>
public sealed record HistoryReading(long Lines, long Outcomes, IReadOnlyList<HistoryFault> Faults, long FaultCount);
