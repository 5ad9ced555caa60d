using System.Text.Json;
using Slipway.Checks.Reports;

namespace Slipway.Checks.Scans;

/// <summary>The form in which a scanner writes its findings, told by what a document holds.</summary>
internal interface IScanForm
{
    /// <summary>Whether the document is of this form.</summary>
    bool Knows(JsonElement root);

    /// <summary>Takes up its findings.</summary>
    /// <exception cref="UnreadableReport">It does not say that anything was looked at, or says that looking failed.</exception>
    void Read(JsonElement root, ReportFile file, Findings findings);
}
