using System.Text;
using Slipway.Runs.Journal;

namespace Slipway.Runs;

/// <summary>Looks into the raw outputs of a run, which were kept with their secrets hidden.</summary>
public static class RunEvidence
{
    /// <summary>The text of an output; null when it is missing, or is not what was recorded.</summary>
    public static string? Text(RunFolder folder, Output output) =>
        new EvidenceStore(folder.Evidence).Find(output.Sha256) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
