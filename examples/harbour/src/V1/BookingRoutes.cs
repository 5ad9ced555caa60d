using Microsoft.Data.Sqlite;

namespace Harbour.V1;

/// <summary>Berths and bookings as 1.4 has them.</summary>
internal static class BookingRoutes
{
    private const string Columns = """
        SELECT bookings.id, berths.name, ships.name, arrives, leaves
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
        return connection.Rows("SELECT name, depth_m FROM berths ORDER BY name", it => new BerthView(it.GetString(0), it.GetDouble(1)));
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

        if (BookingDesk.IsTaken(connection, berth, wanted.Arrives!, wanted.Leaves!))
        {
            return Results.Conflict("The berth is taken on these days.");
        }

        const string Insert = "INSERT INTO bookings (berth_id, ship_id, arrives, leaves) VALUES ($1, $2, $3, $4) RETURNING id";
        var id = connection.Scalar(Insert, berth, ship, wanted.Arrives, wanted.Leaves);
        transaction.Commit();
        return Results.Created($"/bookings/{id}", new BookingView(id, wanted.Berth!, wanted.Ship!, wanted.Arrives!, wanted.Leaves!));
    }

    private static BookingView Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));

    private sealed record BerthView(string Name, double DepthM);

    private sealed record BookingRequest(string? Berth, string? Ship, string? Arrives, string? Leaves);

    private sealed record BookingView(long Id, string Berth, string Ship, string Arrives, string Leaves);
}
