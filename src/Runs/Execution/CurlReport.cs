using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Runs.Execution;

/// <summary>
/// What curl's exit code does not say. A configuration file in <c>CURL_HOME</c> makes curl write the status of each request to
/// standard error behind a marker; the command line stays as the author wrote it. Source: curl's manual, --write-out.
/// </summary>
internal static partial class CurlReport
{
    /// <summary>The configuration: the person's own first, then our line.</summary>
    public static string Configuration(string? own) => $"{own}\nwrite-out = \"%{{stderr}}slipway-http-status:%{{http_code}}\\n\"\n";

    /// <summary>The worst status of the requests, and standard error without our lines.</summary>
    public static (int? Status, string Stderr) Read(string stderr)
    {
        var statuses = Line().Matches(stderr).Select(it => int.Parse(it.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        return (
            statuses.Count == 0 ? null
            : statuses.Contains(0) ? null
            : statuses.Max(),
            Line().Replace(stderr, "")
        );
    }

    /// <summary>Standard error without curl's progress, which it shows when its output is no terminal: progress is no complaint.</summary>
    public static string WithoutProgress(string stderr) => Progress().Replace(stderr, "");

    [GeneratedRegex(@"^[ ]*(?:% Total|Dload |[0-9][0-9.]*[kMG]? .*(?:--:--:--|[0-9]:[0-9][0-9]:[0-9][0-9])).*\n?", RegexOptions.Multiline)]
    private static partial Regex Progress();

    [GeneratedRegex(@"slipway-http-status:([0-9]{3})\r?\n?")]
    private static partial Regex Line();
}
