using System.Globalization;
using System.Text;
using System.Xml;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Mysql;

/// <summary>One answer: rows of cells, null where the database says NULL. All rows have the columns of the first.</summary>
internal sealed record MysqlTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    private const string Beginning = "<?xml ";

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
    };

    /// <summary>What the client wrote with <c>--xml</c>: a document for each answer, one after the other.</summary>
    /// <exception cref="NotSeenException">It is not whole, or none of this form.</exception>
    public static IReadOnlyList<MysqlTable> Read(string text)
    {
        try
        {
            // What the database holds is escaped, so a document begins only where one begins.
            return [.. text.Split(Beginning).Skip(1).Select(it => One(Beginning + it))];
        }
        catch (XmlException)
        {
            throw new NotSeenException("The client's answer cannot be read as XML.");
        }
    }

    /// <summary>A cell of the only or first row; null where there is none, and for NULL.</summary>
    public string? First(string column) => Rows.Count > 0 && IndexOf(column) is var at and >= 0 ? Rows[0][at] : null;

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string column) => IndexOf(column) >= 0;

    /// <summary>As names and values, for SHOW STATUS and SHOW VARIABLES.</summary>
    /// <exception cref="NotSeenException">The name is not there, or has no number.</exception>
    public double Number(string name) =>
        Rows.FirstOrDefault(it => it.Count == 2 && string.Equals(it[0], name, StringComparison.OrdinalIgnoreCase)) is [_, { } text]
        && double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
        && double.IsFinite(number)
            ? number
            : throw new NotSeenException($"The server does not say {name}.");

    /// <summary>As <see cref="Number"/>, for a text.</summary>
    /// <exception cref="NotSeenException">The name is not there.</exception>
    public string Text(string name) =>
        Rows.FirstOrDefault(it => it.Count == 2 && string.Equals(it[0], name, StringComparison.OrdinalIgnoreCase)) is [_, { } text]
            ? text
            : throw new NotSeenException($"The server does not say {name}.");

    private int IndexOf(string column) => Columns.ToList().FindIndex(it => string.Equals(it, column, StringComparison.OrdinalIgnoreCase));

    private static MysqlTable One(string document)
    {
        using var xml = XmlReader.Create(new StringReader(document), Reading);
        var (columns, rows) = (new List<string>(), new List<IReadOnlyList<string?>>());
        if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "resultset")
        {
            throw new NotSeenException("The client's answer is no table.");
        }

        List<string?>? row = null;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Name == "row")
            {
                row = [];
                rows.Add(row);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.Name == "field" && row is not null)
            {
                if (rows.Count == 1)
                {
                    columns.Add(xml.GetAttribute("name") ?? "");
                }

                row.Add(Cell(xml));
            }
        }

        return rows.Any(it => it.Count != columns.Count)
            ? throw new NotSeenException("The client's answer is no table: its rows differ.")
            : new(columns, rows);
    }

    private static string? Cell(XmlReader xml)
    {
        if (xml.GetAttribute("xsi:nil") == "true")
        {
            return null;
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
            text.Append(xml.Value);
        }

        return text.ToString();
    }
}
