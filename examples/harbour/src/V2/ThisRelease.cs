namespace Harbour.V2;

/// <summary>Harbour 2.0: a berth knows its length, and a ship that is too long for it is turned away.</summary>
public static class ThisRelease
{
    /// <summary>What sets this version apart.</summary>
    public static Release Release { get; } =
        new()
        {
            Version = "2.0.0",
            Schema = 2,
            Migrations = Migrations.In(typeof(ThisRelease).Assembly),
            Map = BookingRoutes.Map,
        };
}
