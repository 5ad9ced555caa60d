using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>One nginx over http and https for all tests of a class, with a certificate of an authority that only the tests trust.</summary>
public abstract class NginxWorld : IAsyncLifetime
{
    private NginxServer? _nginx;

    /// <summary>Where it lies; <c>root.pem</c> is the authority.</summary>
    public TempFolder Folder { get; } = new();

    /// <summary>Port of http.</summary>
    protected int Plain { get; } = FreePort.Find();

    /// <summary>Port of https, for the name <c>localhost</c>.</summary>
    protected int Secure { get; } = FreePort.Find();

    /// <summary>The lines that make a server listen on both ports.</summary>
    protected string Listening =>
        $"""
            listen 127.0.0.1:{Plain};
              listen 127.0.0.1:{Secure} ssl;
              ssl_certificate {Folder["server.pem"]};
              ssl_certificate_key {Folder["server.key"]};
            """;

    /// <summary>The <c>server</c> blocks, and whatever stands beside them.</summary>
    protected abstract string Servers();

    public async ValueTask InitializeAsync()
    {
        using var authority = new Authority();
        var (certificate, key) = authority.Sign("localhost");
        Folder.Write("root.pem", authority.RootPem);
        Folder.Write("server.pem", certificate + authority.IntermediatePem);
        Folder.Write("server.key", key);
        _nginx = await NginxServer.StartAsync(Folder, Servers(), Secure);
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
