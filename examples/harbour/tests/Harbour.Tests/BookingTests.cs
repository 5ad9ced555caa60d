using System.Net;

namespace Harbour.Tests;

public sealed class BookingTests
{
    [Fact(Timeout = 30_000)]
    public async Task a_booking_can_be_read_back_and_taken_out()
    {
        await using var harbour = await RunningHarbour.StartMigrated(V2.ThisRelease.Release);

        var made = await harbour.Book("North 1", "2031-05-02", "2031-05-04");
        var path = made.Headers.Location!.ToString();
        var read = await harbour.Json(path);
        var gone = await harbour.Client.DeleteAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("Aurora", read.GetProperty("ship").GetString());
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await harbour.Get(path)).StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_berth_holds_one_ship_at_a_time()
    {
        await using var harbour = await RunningHarbour.StartMigrated(V2.ThisRelease.Release);
        await harbour.Book("North 1", "2031-05-02", "2031-05-04");

        var sameDays = await harbour.Book("North 1", "2031-05-03", "2031-05-05");
        var nextDay = await harbour.Book("North 1", "2031-05-04", "2031-05-05");

        Assert.Equal(HttpStatusCode.Conflict, sameDays.StatusCode);
        Assert.Equal(HttpStatusCode.Created, nextDay.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task version_2_turns_away_a_ship_that_is_too_long()
    {
        await using var harbour = await RunningHarbour.StartMigrated(V2.ThisRelease.Release);

        var tooLong = await harbour.Book("North 1", "2031-05-02", "2031-05-04", lengthM: 200);
        var fits = await harbour.Book("East 1", "2031-05-02", "2031-05-04", lengthM: 200);

        Assert.Equal(HttpStatusCode.Conflict, tooLong.StatusCode);
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("North 1", "2031-05-04", "2031-05-02", HttpStatusCode.BadRequest)]
    [InlineData("North 1", "tomorrow", "2031-05-02", HttpStatusCode.BadRequest)]
    [InlineData("", "2031-05-02", "2031-05-04", HttpStatusCode.BadRequest)]
    [InlineData("South 9", "2031-05-02", "2031-05-04", HttpStatusCode.NotFound)]
    public async Task a_booking_that_makes_no_sense_is_refused(string berth, string arrives, string leaves, HttpStatusCode status)
    {
        await using var harbour = await RunningHarbour.StartMigrated(V2.ThisRelease.Release);

        var refused = await harbour.Book(berth, arrives, leaves);

        Assert.Equal(status, refused.StatusCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task nobody_books_without_the_key()
    {
        await using var harbour = await RunningHarbour.StartMigrated(V2.ThisRelease.Release);
        harbour.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        var refused = await harbour.Book("North 1", "2031-05-02", "2031-05-04");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
