using Microsoft.Data.Sqlite;

namespace Harbour.V2;

/// <summary>Berths and bookings as 2.0 has them: with lengths.</summary>
internal static class BookingRoutes
{
    private const string Columns = """
        SELECT bookings.id, berths.name, ships.name, arrives, leaves, ship_length_m
        FROM bookings JOIN berths ON berths.id = berth_id JOIN ships ON ships.id = ship_id
        """;

    public static void Map(IEndpointRouteBuilder routes, HarbourDatabase database)
    {
        routes.MapGet("/berths", () => Berths(database));
        routes.MapGet("/bookings", () => Bookings(database));
        routes.MapGet("/bookings/{id:long}", (long id) => Booking(database, id));
        routes.MapPost("/bookings", (BookingRequest wanted) => Book(database, wanted));
        routes.MapDelete("/bookings/{id:long}", (long id) => BookingDesk.Cancel(database, id));
    }

    private static List<BerthView> Berths(HarbourDatabase database)
    {
        using var connection = database.Open();
        const string All = "SELECT name, depth_m, length_m FROM berths ORDER BY name";
        return connection.Rows(All, it => new BerthView(it.GetString(0), it.GetDouble(1), it.GetDouble(2)));
    }

    private static List<BookingView> Bookings(HarbourDatabase database)
    {
        using var connection = database.Open();
        return connection.Rows($"{Columns} ORDER BY arrives, bookings.id", Read);
    }

    private static IResult Booking(HarbourDatabase database, long id)
    {
        using var connection = database.Open();
        return connection.Rows($"{Columns} WHERE bookings.id = $1", Read, id) is [var booking] ? Results.Ok(booking) : Results.NotFound();
    }

    private static IResult Book(HarbourDatabase database, BookingRequest wanted)
    {
        if (BookingDesk.Refuse(wanted.Berth, wanted.Ship, wanted.Arrives, wanted.Leaves) is { } refusal)
        {
            return refusal;
        }

        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        if (BookingDesk.Find(connection, wanted.Berth!, wanted.Ship!) is not var (berth, ship))
        {
            return Results.NotFound();
        }

        if (wanted.LengthM > connection.Scalar("SELECT CAST(length_m AS INTEGER) FROM berths WHERE id = $1", berth))
        {
            return Results.Conflict("The ship is too long for the berth.");
        }

        if (BookingDesk.IsTaken(connection, berth, wanted.Arrives!, wanted.Leaves!))
        {
            return Results.Conflict("The berth is taken on these days.");
        }

        const string Insert = """
            INSERT INTO bookings (berth_id, ship_id, arrives, leaves, ship_length_m) VALUES ($1, $2, $3, $4, $5) RETURNING id
            """;
        var id = connection.Scalar(Insert, berth, ship, wanted.Arrives, wanted.Leaves, wanted.LengthM);
        transaction.Commit();
        var booking = new BookingView(id, wanted.Berth!, wanted.Ship!, wanted.Arrives!, wanted.Leaves!, wanted.LengthM);
        return Results.Created($"/bookings/{id}", booking);
    }

    private static BookingView Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.IsDBNull(5) ? null : row.GetDouble(5)
        );

    private sealed record BerthView(string Name, double DepthM, double LengthM);

    private sealed record BookingRequest(string? Berth, string? Ship, string? Arrives, string? Leaves, double? LengthM);

    private sealed record BookingView(long Id, string Berth, string Ship, string Arrives, string Leaves, double? LengthM);
}
