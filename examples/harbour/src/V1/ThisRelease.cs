namespace Harbour.V1;

/// <summary>Harbour 1.4: berths and bookings.</summary>
public static class ThisRelease
{
    /// <summary>What sets this version apart.</summary>
    public static Release Release { get; } =
        new()
        {
            Version = "1.4.0",
            Schema = 1,
            Migrations = Migrations.In(typeof(ThisRelease).Assembly),
            Map = BookingRoutes.Map,
        };
}
