using Microsoft.Data.Sqlite;

namespace Slipway.Flakes.Storing;

/// <summary>Texts of a store by their numbers; 0 stands for none.</summary>
internal sealed class StoredTexts : IAsyncDisposable
{
    private readonly Dictionary<string, long> known = new(StringComparer.Ordinal);
    private readonly SqliteCommand find;
    private readonly SqliteCommand add;

    public StoredTexts(SqliteConnection connection, SqliteTransaction transaction)
    {
        find = Command("SELECT id FROM text WHERE value = $value");
        add = Command("INSERT INTO text (value) VALUES ($value) RETURNING id");

        SqliteCommand Command(string text)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = text;
            command.Parameters.Add("$value", SqliteType.Text);
            return command;
        }
    }

    public long Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (!known.TryGetValue(text, out var number))
        {
            find.Parameters[0].Value = text;
            add.Parameters[0].Value = text;
            number = (long)(find.ExecuteScalar() ?? add.ExecuteScalar())!;
            known.Add(text, number);
        }

        return number;
    }

    public static async Task<IReadOnlyDictionary<long, string>> AllAsync(SqliteConnection connection, CancellationToken ct)
    {
        var texts = new Dictionary<long, string>();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, value FROM text";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            texts.Add(reader.GetInt64(0), reader.GetString(1));
        }

        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        await find.DisposeAsync();
        await add.DisposeAsync();
    }
}
