using System.Text;
using Slipway.Kernel;

namespace Slipway.Gateway.Reading;

/// <summary>A secret that stands in a file by itself.</summary>
internal static class SecretFile
{
    private const int FewestCharacters = 16;
    private const int MostBytes = 4096;

    /// <summary>The secret without blanks and line ends around it; null, and a fault, when it cannot be read or would be easy to guess.</summary>
    public static Secret? Read(string option, string path, List<string> faults)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                faults.Add($"{option} {path}: the file is longer than {MostBytes} bytes, so it is no secret");
                return null;
            }

            var text = Encoding.UTF8.GetString(File.ReadAllBytes(path)).Trim();
            if (text.Length >= FewestCharacters && text.All(it => it is > ' ' and < '\x7f'))
            {
                return new(option.TrimStart('-'), text);
            }

            faults.Add(
                $"{option} {path}: a secret has at least {FewestCharacters} characters of ASCII without blanks: `openssl rand -hex 32 > {path}` makes one"
            );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add($"{option} {path} cannot be read: {unreadable.Message}");
        }

        return null;
    }
}
