using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd;

/// <summary><c>slipway gateway</c> as a process of its own, on ports that the system chose.</summary>
internal sealed partial class GatewayProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler());

    private GatewayProcess(Process process, Uri address, Uri admin) => (_process, Address, Admin) = (process, address, admin);

    public Uri Address { get; }

    public Uri Admin { get; }

    /// <summary>Starts it and waits until it says that it serves.</summary>
    public static async Task<GatewayProcess> StartAsync(string folder, string stable, string candidate, params string[] also)
    {
        var process = Process.Start(
            new ProcessStartInfo(
                Workplace.Executable,
                [
                    "gateway",
                    .. (string[])["--listen", "http://127.0.0.1:0", "--admin", "http://127.0.0.1:0"],
                    .. (string[])["--stable", stable, "--candidate", candidate],
                    .. also,
                ]
            )
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        var said = Serves().Match(line);
        said.Success.ShouldBeTrue(line);
        return new(process, new(said.Groups[1].Value), new(said.Groups[2].Value));
    }

    /// <summary>Asks it; the status and the body.</summary>
    public async Task<(int Status, string Body)> AskAsync(Uri address, HttpMethod? method = null, string? json = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        if (json is not null)
        {
            request.Content = new StringContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sets the share; what the admin API says then.</summary>
    public async Task<string> SetAsync(int share)
    {
        var (status, body) = await AskAsync(new(Admin, "/v1/lanes"), HttpMethod.Put, $$"""{"share":{{share}}}""");
        status.ShouldBe(200, body);
        return body;
    }

    /// <summary>Sends SIGTERM and waits; the exit code, and what it said.</summary>
    public async Task<(int ExitCode, string Said)> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        var said = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, said);
    }

    /// <summary>As a power cut: no word, no clean end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _client.Dispose();
    }

    [GeneratedRegex("gateway serves (http://[0-9.:]+/); admin API (http://[0-9.:]+/); the candidate has ")]
    private static partial Regex Serves();
}
