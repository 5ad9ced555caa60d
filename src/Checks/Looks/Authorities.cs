using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kernel;

namespace Slipway.Checks.Looks;

/// <summary>The setting <c>ca</c>: certificate authorities that a look trusts beside those of the machine.</summary>
internal static class Authorities
{
    private const long MostBytes = 1024 * 1024;

    public static CheckSetting Setting { get; } =
        new("ca", Required: false, "PEM file of authorities that are trusted too, relative to the folder of the environment.");

    /// <summary>What the file holds; nothing where none is named. All settings must have been read.</summary>
    /// <exception cref="SettingException">The file is no PEM file.</exception>
    public static async Task<X509Certificate2Collection> OfAsync(SettingReader settings, string kind, CancellationToken ct)
    {
        var authorities = new X509Certificate2Collection();
        if (settings.Text("ca") is not { } file)
        {
            return authorities;
        }

        var path = settings.PathOf(file);
        try
        {
            authorities.ImportFromPem(new FileInfo(path).Length <= MostBytes ? await File.ReadAllTextAsync(path, ct) : "");
        }
        catch (CryptographicException)
        {
            authorities.Clear();
        }

        return authorities.Count > 0 ? authorities : throw new SettingException($"{kind}: {file} holds no certificate in PEM form.");
    }
}
