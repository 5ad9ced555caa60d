using Slipway.Cli.Commands;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>Where the record lies that is to be verified: a folder, or a bundle that is unpacked for as long as it is looked at.</summary>
internal sealed class BundlePlace : IDisposable
{
    private readonly string? _unpacked;

    private BundlePlace(RunFolder folder, string name, string? unpacked, VerifiedPart? wrapping)
    {
        Folder = folder;
        Name = name;
        _unpacked = unpacked;
        Wrapping = wrapping;
    }

    /// <summary>The record.</summary>
    public RunFolder Folder { get; }

    /// <summary>As it is told to people.</summary>
    public string Name { get; }

    /// <summary>What is to be said of the file that it was wrapped in; null for a folder.</summary>
    public VerifiedPart? Wrapping { get; }

    public static BundlePlace Find(Host host, string runs, string? record)
    {
        if (record is null || Directory.Exists(host.Full(record)) || !File.Exists(host.Full(record)))
        {
            var folder =
                record is not null && Directory.Exists(host.Full(record)) ? new(host.Full(record)) : StatusVerb.Find(host, runs, record);
            return new(folder, record ?? Path.GetFileName(folder.Path), null, null);
        }

        var place = Directory.CreateTempSubdirectory("slipway-verify-").FullName;
        try
        {
            return new(new(place), record, place, Bundle.Unpack(host.Full(record), place));
        }
        catch (Exception unusable) when (unusable is BundleException or IOException or UnauthorizedAccessException)
        {
            Directory.Delete(place, recursive: true);
            throw new UnusableException($"{record} is no bundle of a run: {unusable.Message}");
        }
    }

    public void Dispose()
    {
        if (_unpacked is not null)
        {
            Directory.Delete(_unpacked, recursive: true);
        }
    }
}
