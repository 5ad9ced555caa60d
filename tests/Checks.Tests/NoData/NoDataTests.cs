using System.Globalization;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests.NoData;

/// <summary>
/// The law above all, over every source that an answer can come from: what passes must not pass any more once its data is taken
/// away, in whatever way.
/// </summary>
public sealed class NoDataTests : IDisposable
{
    /// <summary>Fewest mutations over all sources.</summary>
    private const int Fewest = 500;

    private readonly TempFolder _folder = new();
    private readonly TamperedServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Sources { get; } = [.. NoData.Sources.All.Select(it => it.Name)];

    public static TheoryData<string> OverHttp { get; } = [.. NoData.Sources.All.Where(it => it.By == Carrier.Http).Select(it => it.Name)];

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Sources))]
    public async Task nothing_passes_once_its_data_is_taken_away(string name)
    {
        var source = NoData.Sources.All.Single(it => it.Name == name);
        (await JudgeAsync(source, new("nothing", source.Healthy))).Verdict.ShouldBe(Verdict.Pass);

        var passed = new List<string>();
        foreach (var mutation in source.Mutations())
        {
            var judged = await JudgeAsync(source, mutation);
            judged.Verdict.ShouldNotBe(Verdict.NotRun);
            if (judged.Verdict == Verdict.Pass)
            {
                passed.Add($"{mutation.What}: {judged.Why}");
            }
        }

        passed.ShouldBeEmpty();
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(OverHttp))]
    public async Task nothing_passes_when_the_server_fails_it(string name)
    {
        var source = NoData.Sources.All.Single(it => it.Name == name);
        var passed = new List<string>();
        foreach (var tampering in Enum.GetValues<Tampering>().Where(it => it != Tampering.None))
        {
            var judged = await JudgeAsync(source, new(tampering.ToString(), source.Healthy), tampering);
            if (judged.Verdict == Verdict.Pass)
            {
                passed.Add($"{tampering}: {judged.Why}");
            }
        }

        passed.ShouldBeEmpty();
    }

    [Fact]
    public void there_are_enough_of_them() => NoData.Sources.All.Sum(it => it.Mutations().Count()).ShouldBeGreaterThan(Fewest);

    private async Task<Judgement> JudgeAsync(Source source, Mutation mutation, Tampering tampering = Tampering.None)
    {
        var with = new Dictionary<string, string>(source.With, StringComparer.Ordinal);
        switch (source.By)
        {
            case Carrier.Http:
                with["url"] = _server.Serve(mutation.Text, source.MediaType, tampering);
                break;
            case Carrier.File:
                _folder.Write(source.File, mutation.Text);
                break;
            case Carrier.Output:
                _folder.Write("said", mutation.Text);
                break;
        }

        var check = CheckKinds.All[source.Kind];
        var here = new Surroundings
        {
            Directory = _folder.Path,
            Limit = TimeSpan.FromMilliseconds(tampering == Tampering.Silent ? 200 : 5_000),
            Clock = TimeProvider.System,
            Inherited = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["HOME"] = _folder.Path },
        };
        var expected = source.Expect is { } said ? Expectation.Parse(said) : check.DefaultExpectation!;
        return expected.Judge(await check.LookAsync(new(source.Kind, with), here, Ct));
    }
}

/// <summary>How a server fails an answer.</summary>
internal enum Tampering
{
    None,

    /// <summary>An error, with the healthy body behind it.</summary>
    Status500,

    /// <summary>The same, by a proxy.</summary>
    Status503,

    /// <summary>Not there, with the healthy body behind it.</summary>
    Status404,

    /// <summary>Sent elsewhere, where nobody is.</summary>
    Redirected,

    /// <summary>No content, and so no body.</summary>
    Status204,

    /// <summary>A longer body is promised, and the connection ends.</summary>
    CutOff,

    /// <summary>The connection ends before a status.</summary>
    HungUp,

    /// <summary>Nothing comes at all.</summary>
    Silent,

    /// <summary>What comes is no HTTP.</summary>
    NoHttp,

    /// <summary>It is said to be packed, and is not.</summary>
    FalselyPacked,
}

/// <summary>Serves one text in one of many bad ways, each under an address of its own.</summary>
internal sealed class TamperedServer : IDisposable
{
    private readonly HttpDouble _server;
    private (string Text, string MediaType, Tampering How) _now = ("", "", Tampering.None);

    public TamperedServer() => _server = new(AnswerAsync);

    /// <summary>The address at which the text is served from now on.</summary>
    public string Serve(string text, string mediaType, Tampering how)
    {
        _now = (text, mediaType, how);
        return _server.Url.AbsoluteUri.TrimEnd('/');
    }

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpDoubleRequest request, Stream stream, CancellationToken ct)
    {
        var (text, mediaType, how) = _now;
        var body = Encoding.UTF8.GetBytes(text);
        switch (how)
        {
            case Tampering.HungUp:
                return;
            case Tampering.Silent:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                return;
            case Tampering.NoHttp:
                await stream.WriteAsync(body, ct);
                return;
        }

        var status = how switch
        {
            Tampering.Status500 => "500 Internal Server Error",
            Tampering.Status503 => "503 Service Unavailable",
            Tampering.Status404 => "404 Not Found",
            Tampering.Redirected => "302 Found",
            Tampering.Status204 => "204 No Content",
            _ => "200 OK",
        };
        var length = how == Tampering.CutOff ? body.Length + 100 : body.Length;
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: {mediaType}\r\nConnection: close\r\n");
        head +=
            how == Tampering.Redirected ? "Location: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
            : how == Tampering.Status204 ? "\r\n"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{(how == Tampering.FalselyPacked ? "Content-Encoding: gzip\r\n" : "")}Content-Length: {length}\r\n\r\n"
            );
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
        if (how is not (Tampering.Redirected or Tampering.Status204))
        {
            await stream.WriteAsync(body, ct);
        }
    }
}
