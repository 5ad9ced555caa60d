using System.Globalization;
using System.Text;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Backends;

/// <summary>One server, or one back end as a whole.</summary>
/// <param name="Backend">Name of the back end.</param>
/// <param name="Server">Name of the server; null for the back end itself.</param>
internal sealed record HaproxyRow(string Backend, string? Server)
{
    /// <summary>Back end and server, as HAProxy names them together.</summary>
    public string Name => $"{Backend}/{Server}";

    public required string Status { get; init; }

    /// <summary>How the last check ended, for instance <c>L7OK</c>; empty where nothing is checked.</summary>
    public required string Check { get; init; }

    /// <summary>The server whose state it takes over, <c>backend/server</c>; empty for none.</summary>
    public required string Follows { get; init; }

    public required long Weight { get; init; }

    public required long Sessions { get; init; }

    /// <summary>Seconds since the status changed; null where it is not told.</summary>
    public required long? ChangedSeconds { get; init; }

    /// <summary>It only stands in for others.</summary>
    public required bool Backup { get; init; }
}

/// <summary>Reads the CSV of HAProxy (management guide, 9.1). A table that is not whole is not seen.</summary>
internal static class HaproxyTable
{
    private const string IsBackend = "1";
    private const string IsServer = "2";
    private const int LongestChain = 10;
    private const int MostLines = 2000;
    private static readonly string[] Needed =
    [
        "pxname",
        "svname",
        "status",
        "type",
        "weight",
        "scur",
        "check_status",
        "lastchg",
        "bck",
        "tracked",
        "agent_status",
    ];

    /// <summary>The servers and the back ends.</summary>
    /// <exception cref="NotSeenException">It is no such table.</exception>
    public static IReadOnlyList<HaproxyRow> Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var names = Fields(lines[0].StartsWith("# ", StringComparison.Ordinal) ? lines[0][2..] : "");
        var at = Needed.ToDictionary(it => it, it => names.IndexOf(it), StringComparer.Ordinal);
        if (at.Values.Any(it => it < 0))
        {
            throw new NotSeenException(
                "What came is no table of HAProxy's statistics: is the address that of its page of statistics, or of its admin socket?"
            );
        }

        if (lines.Length < 2 || lines[^1].Length > 0)
        {
            throw new NotSeenException("HAProxy's table ends in the middle of a line.");
        }

        if (lines.Length > MostLines)
        {
            throw new NotSeenException($"HAProxy's table has more than {MostLines} lines.");
        }

        var rows = lines.Skip(1).Where(it => it.Length > 0).Select(Fields).ToList();
        return rows.Any(it => it.Count != names.Count)
            ? throw new NotSeenException("A line of HAProxy's table has not as many fields as its head.")
            : Followed([.. rows.Where(it => it[at["type"]] is IsBackend or IsServer).Select(it => Row(it, at))]);
    }

    private static List<HaproxyRow> Followed(List<HaproxyRow> rows)
    {
        var byName = rows.DistinctBy(it => it.Name, StringComparer.Ordinal).ToDictionary(it => it.Name, StringComparer.Ordinal);
        return rows.ConvertAll(it => Followed(it, byName));
    }

    private static HaproxyRow Row(List<string> fields, Dictionary<string, int> at) =>
        new(fields[at["pxname"]], fields[at["type"]] == IsServer ? fields[at["svname"]] : null)
        {
            Status = fields[at["status"]],
            Check = CheckOf(fields, at),
            Follows = fields[at["tracked"]],
            Weight = Number(fields[at["weight"]], "weight"),
            Sessions = Number(fields[at["scur"]], "scur"),
            ChangedSeconds = fields[at["lastchg"]].Length == 0 ? null : Number(fields[at["lastchg"]], "lastchg"),
            Backup = Number(fields[at["bck"]], "bck") > 0 && fields[at["type"]] == IsServer,
        };

    /// <summary>Its own check, or that of its agent. A star in front says that one is under way.</summary>
    private static string CheckOf(List<string> fields, Dictionary<string, int> at) =>
        fields[at["check_status"]].TrimStart('*', ' ') is { Length: > 0 } own ? own : fields[at["agent_status"]].TrimStart('*', ' ');

    /// <summary>A server that follows another one is checked as that one is; one that is not in the table is checked by nobody.</summary>
    private static HaproxyRow Followed(HaproxyRow row, IReadOnlyDictionary<string, HaproxyRow> byName)
    {
        var leader = row;
        for (var i = 0; i < LongestChain && leader is { Check.Length: 0, Follows.Length: > 0 }; i++)
        {
            leader = byName.GetValueOrDefault(leader.Follows);
        }

        return row with
        {
            Check = leader?.Check ?? "",
        };
    }

    private static long Number(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new NotSeenException($"The field {name} of HAProxy's table is no number.");

    /// <summary>Fields between commas; one in quotes holds commas, and a doubled quote stands for one.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
