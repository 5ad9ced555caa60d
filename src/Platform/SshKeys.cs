using System.ComponentModel;
using System.Diagnostics;
using Slipway.Kernel;

namespace Slipway.Platform;

/// <summary>
/// Signatures of OpenSSH keys, made and verified by <c>ssh-keygen -Y</c> (OpenSSH 8.2 and later), so that ssh-agent and keys in
/// hardware work. Its namespace is <c>slipway</c>: what was signed for something else does not count here.
/// </summary>
public static class SshKeys
{
    /// <summary>The namespace of the signatures.</summary>
    public const string Namespace = "slipway";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Signs bytes with the key of a file, private or public (then ssh-agent has the other half); null with a reason when that did not work.</summary>
    /// <param name="keyFile">Path of the key.</param>
    /// <param name="message">The bytes.</param>
    /// <param name="clock">For the limit of two minutes, in which a passphrase is typed or a key is touched.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<(string? Signature, string Why)> SignAsync(
        string keyFile,
        byte[] message,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (code, output, error) = await CallAsync(["-Y", "sign", "-q", "-f", keyFile, "-n", Namespace], message, clock, ct);
        return code == 0 && output.StartsWith("-----BEGIN SSH SIGNATURE-----", StringComparison.Ordinal)
            ? (output, "")
            : (null, $"ssh-keygen did not sign with {keyFile}: {error.Trim()}");
    }

    /// <summary>Whether the signature was made over these bytes by the owner of this key; false too when ssh-keygen is not there.</summary>
    public static async Task<bool> VerifiesAsync(PublicKey key, byte[] message, string signature, TimeProvider clock, CancellationToken ct)
    {
        if (key.Kind != PublicKey.Ssh)
        {
            return false;
        }

        var folder = Directory.CreateTempSubdirectory("slipway-ssh-");
        try
        {
            var (allowed, armoured) = (Path.Combine(folder.FullName, "allowed"), Path.Combine(folder.FullName, "signature"));
            await File.WriteAllTextAsync(allowed, $"slipway namespaces=\"{Namespace}\" {key.Text}\n", ct);
            await File.WriteAllTextAsync(armoured, signature, ct);
            string[] arguments = ["-Y", "verify", "-q", "-f", allowed, "-I", "slipway", "-n", Namespace, "-s", armoured];
            return (await CallAsync(arguments, message, clock, ct)).Code == 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Out, string Err)> CallAsync(
        IReadOnlyList<string> arguments,
        byte[] input,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo("ssh-keygen", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        Process? started = null;
        try
        {
            started = Process.Start(start);
            return started is null ? (-1, "", "it does not start") : await TalkAsync(started, input, either.Token);
        }
        catch (Win32Exception missing)
        {
            return (-1, "", $"ssh-keygen is not here ({missing.Message}); it comes with OpenSSH");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (-1, "", "it did not end within two minutes");
        }
        finally
        {
            if (started is { HasExited: false })
            {
                started.Kill(entireProcessTree: true);
            }

            started?.Dispose();
        }
    }

    private static async Task<(int Code, string Out, string Err)> TalkAsync(Process process, byte[] input, CancellationToken ct)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says why.
        }

        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await error);
    }
}
