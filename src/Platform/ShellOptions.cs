namespace Slipway.Platform;

/// <summary>What a local shell needs to know of its host.</summary>
public sealed record ShellOptions
{
    /// <summary>Variables that every block starts with, usually <see cref="Minimal"/> of the host's. <c>BASH_ENV</c> and <c>SLIPWAY_STEP</c> are never passed on.</summary>
    public required IReadOnlyDictionary<string, string> Inherited { get; init; }

    /// <summary>Bytes of each stream that become text, half from its head and half from its tail. Default 1 MiB; 1 KiB to 64 MiB.</summary>
    public int KeptBytes
    {
        get;
        init =>
            field = value is >= 1024 and <= 64 * 1024 * 1024
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "KeptBytes is 1 KiB to 64 MiB.");
    } = 1024 * 1024;

    /// <summary>Longest time between starting the shell and its first sign of life. Default 10 s.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Of the host's variables those that commands cannot do without: where programs and the home folder are, language, time zone, the agents of ssh and the desktop session.</summary>
    public static IReadOnlyDictionary<string, string> Minimal(IEnumerable<KeyValuePair<string, string>> host) =>
        host.Where(it => Names.Contains(it.Key) || it.Key.StartsWith("LC_", StringComparison.Ordinal))
            .ToDictionary(it => it.Key, it => it.Value, StringComparer.Ordinal);

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "PATH",
        "HOME",
        "USER",
        "LOGNAME",
        "SHELL",
        "LANG",
        "TZ",
        "TMPDIR",
        "SSH_AUTH_SOCK",
        "XDG_RUNTIME_DIR",
        "XDG_CONFIG_HOME",
    };
}
