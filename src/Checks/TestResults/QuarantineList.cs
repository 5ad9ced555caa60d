using Slipway.Checks.Looks;
using Slipway.Flakes;
using Slipway.Kernel;

namespace Slipway.Checks.TestResults;

/// <summary>The reviewed list of known flakes that failures are held against.</summary>
/// <param name="Shown">Its name as it is told; null when there is none.</param>
/// <param name="Judge">Holds failures against it.</param>
internal sealed record QuarantineList(string? Shown, QuarantineJudge Judge)
{
    private const string Usual = "tests-quarantine.yaml";
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The setting that names it.</summary>
    public static CheckSetting Setting { get; } =
        new(
            "quarantine",
            Required: false,
            $"List of known flakes, relative to the folder of the environment: what it covers is not proven, and neither passed nor failed. Default: `{Usual}` there, if it is there."
        );

    /// <summary>Reads the list. One that is named has to be there, and one that is there has to be right.</summary>
    /// <exception cref="NotSeenException">It is not there, too large, or cannot be used: all faults are told.</exception>
    public static async Task<QuarantineList> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var now = settings.Here.Clock.GetUtcNow();
        var named = settings.Text("quarantine");
        var (shown, path) = (named ?? Usual, settings.PathOf(named ?? Usual));
        if (!File.Exists(path))
        {
            return named is null
                ? new(null, new([], now))
                : throw new NotSeenException($"There is no quarantine list {named}; leave the setting out where there is none.");
        }

        var read = QuarantineReader.Read(await TextAsync(path, shown, ct));
        return read.Faults.Count == 0
            ? new(shown, new(read.Entries, now))
            : throw new NotSeenException($"The quarantine list {shown} cannot be used: {string.Join("; ", read.Faults.Take(10))}.");
    }

    private static async Task<string> TextAsync(string path, string shown, CancellationToken ct)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[MostBytes + 1];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        using var text = new StreamReader(new MemoryStream(bytes, 0, read));
        return read <= MostBytes
            ? await text.ReadToEndAsync(ct)
            : throw new NotSeenException($"The quarantine list {shown} is larger than 4 MiB, which no reviewed list is.");
    }
}
