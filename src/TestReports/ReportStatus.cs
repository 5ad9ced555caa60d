using System.Text.Json.Serialization;

namespace Slipway.TestReports;

/// <summary>How far a report could be read. The names are stored and sent.</summary>
public enum ReportStatus
{
    /// <summary>To its end, and it is well-formed.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>What could be read was; something of it is torn, so that the numbers may be too low.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Nothing: it is no report, cannot be read, or is made to harm its reader.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
