using System.Globalization;
using Slipway.Traffic.Making;

namespace Slipway.Traffic.Haproxy;

/// <summary>Reads the servers out of HAProxy's statistics (management guide, 9.1: CSV). A table that is not whole is not told.</summary>
internal sealed class HaproxyTable
{
    private const int MostLines = 20_000;
    private const string IsServer = "2";
    private static readonly string[] Needed = ["pxname", "svname", "type", "status", "weight", "bck", "mode"];
    private static readonly string[] Answered = ["hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other"];
    private static readonly string[] Failed = ["econ", "eresp", "wredis", "srv_abrt"];
    private static readonly string[] Ends = ["stot", "scur", "wretr", "hrsp_1xx", "cli_abrt"];

    private readonly Dictionary<string, int> _at;

    private HaproxyTable(Dictionary<string, int> at) => _at = at;

    /// <summary>The servers.</summary>
    /// <param name="lines">The lines from the head on, the empty line that ends the table included.</param>
    /// <exception cref="NotToldException">It is no whole table.</exception>
    public static IReadOnlyList<HaproxyServerRow> Read(IReadOnlyList<string> lines)
    {
        var names = lines[0][2..].Split(',');
        var at = names.Index().Where(it => it.Item.Length > 1).ToDictionary(it => it.Item, it => it.Index, StringComparer.Ordinal);
        if (Needed.Concat(Answered).Concat(Failed).Concat(Ends).FirstOrDefault(it => !at.ContainsKey(it)) is { } missing)
        {
            throw new NotToldException($"its statistics have no column {missing}");
        }

        var end = lines.Skip(1).TakeWhile(it => it.Length > 0).Count() + 1;
        if (end == lines.Count || end > MostLines)
        {
            throw new NotToldException(end > MostLines ? $"its statistics have more than {MostLines} lines" : "its statistics break off");
        }

        var rows = lines.Take(1..end).Select(Fields).ToList();
        var table = new HaproxyTable(at);
        return rows.Any(it => it.Count != names.Length)
            ? throw new NotToldException("a line of its statistics has not as many fields as their head")
            : [.. rows.Where(it => it[at["type"]] == IsServer).Select(table.Row)];
    }

    private HaproxyServerRow Row(List<string> fields) =>
        new(fields[_at["pxname"]], fields[_at["svname"]])
        {
            Status = fields[_at["status"]],
            Weight = Number(fields, _at.ContainsKey("uweight") ? "uweight" : "weight"),
            Backup = Number(fields, "bck") > 0,
            Requests = fields[_at["mode"]] == "http" ? Requests(fields) : null,
        };

    /// <summary>What clients broke off is nobody's failure, and connections that became others (101) stand among all of 1xx.</summary>
    private HaproxyRequests Requests(List<string> fields) =>
        new(
            Sum(fields, Answered),
            Number(fields, "hrsp_5xx"),
            Sum(fields, ["econ", "eresp", "wredis"]),
            Number(fields, "srv_abrt"),
            Number(fields, "stot") - Sum(fields, ["wretr", "scur", "hrsp_1xx", "cli_abrt"])
        );

    private long Sum(List<string> fields, IEnumerable<string> names) => names.Sum(it => Number(fields, it));

    private long Number(List<string> fields, string name) =>
        long.TryParse(fields[_at[name]], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new NotToldException($"the column {name} of its statistics holds what is no number");

    /// <summary>Fields between commas; one in quotes may hold commas.</summary>
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (line[i] == ',' && !quoted)
            {
                fields.Add(line[start..i]);
                start = i + 1;
            }
        }

        fields.Add(line[start..]);
        return fields;
    }
}
