namespace Slipway.Cli;

/// <summary>Texts of the folder in which a call is made, by their path in it.</summary>
internal static class CheckoutText
{
    private const int Longest = 4 * 1024 * 1024;

    /// <summary>The text; null when there is no such file, when it leads out of the folder, or when it is longer than 4 MiB.</summary>
    public static string? Of(Host host, string path)
    {
        if (path.Length == 0 || path.StartsWith('/') || path.Split('/').Any(it => it is ".." or "." or ""))
        {
            return null;
        }

        try
        {
            var file = new FileInfo(host.Full(path));
            return file.Exists && file.Length <= Longest ? File.ReadAllText(file.FullName) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
