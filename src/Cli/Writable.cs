using Slipway.Cli.Commands;

namespace Slipway.Cli;

/// <summary>Whether a record can be written, asked before anything is carried out.</summary>
internal static class Writable
{
    /// <summary>Makes the folder where it is not there; ends the call when nothing can be written in it.</summary>
    public static void Check(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".slipway-{Path.GetRandomFileName()}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException(
                $"{folder} cannot hold the record of a run: {refused.Message} Make it writable, or name another folder with --runs."
            );
        }
    }
}
