using System.Globalization;

namespace Slipway.Checks.Postgresql;

/// <summary>One row of an answer, by the names of its columns. What is null, missing or of another type is null.</summary>
internal sealed record PostgresRow(IReadOnlyDictionary<string, object> Cells)
{
    /// <summary>Enough for the names of all columns that a table can have.</summary>
    private const int MostText = 200_000;

    public string? Text(string name) =>
        Cells.GetValueOrDefault(name) switch
        {
            null or DBNull => null,
            string it => it.Length <= MostText ? it : it[..MostText],
            IFormattable it => it.ToString(null, CultureInfo.InvariantCulture),
            var it => it.ToString(),
        };

    public long? Whole(string name) =>
        Cells.GetValueOrDefault(name) switch
        {
            long it => it,
            int it => it,
            short it => it,
            _ => null,
        };

    public double? Number(string name) => Cells.GetValueOrDefault(name) is double it && double.IsFinite(it) ? it : Whole(name);

    public bool? Flag(string name) => Cells.GetValueOrDefault(name) as bool?;
}
