using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Harbour;

/// <summary>What booking means in every version: a berth holds one ship at a time.</summary>
public static class BookingDesk
{
    /// <summary>What is wrong with a request by itself; null when nothing is.</summary>
    public static IResult? Refuse(string? berth, string? ship, string? arrives, string? leaves)
    {
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(berth) || string.IsNullOrWhiteSpace(ship))
        {
            problems["berth, ship"] = ["Both are needed."];
        }

        if (ReadDay(arrives) is not { } first || ReadDay(leaves) is not { } last || last <= first)
        {
            problems["arrives, leaves"] = ["Two days such as 2031-05-02, the second one later."];
        }

        return problems.Count == 0 ? null : Results.ValidationProblem(problems);
    }

    /// <summary>The numbers of berth and ship; null when one of them is not known.</summary>
    public static (long Berth, long Ship)? Find(SqliteConnection connection, string berth, string ship) =>
        (connection.Scalar("SELECT id FROM berths WHERE name = $1", berth), connection.Scalar("SELECT id FROM ships WHERE name = $1", ship))
            is (> 0, > 0) found
            ? found
            : null;

    /// <summary>Whether another ship lies there on one of these days.</summary>
    public static bool IsTaken(SqliteConnection connection, long berth, string arrives, string leaves) =>
        connection.Scalar("SELECT COUNT(*) FROM bookings WHERE berth_id = $1 AND arrives < $3 AND leaves > $2", berth, arrives, leaves) > 0;

    /// <summary>Takes a booking out.</summary>
    public static IResult Cancel(HarbourDatabase database, long id)
    {
        using var connection = database.Open();
        return connection.Run("DELETE FROM bookings WHERE id = $1", id) == 1 ? Results.NoContent() : Results.NotFound();
    }

    private static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
