using System.Text;
using Slipway.Checks.Git;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Secrets;

/// <summary>The files of the work tree that git keeps, and those that it would take up: what is ignored is not looked at.</summary>
internal sealed class WorkTree(GitProgram git, string folder)
{
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Their paths, below the folder.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        var told = new MemoryStream();
        await git.PipeAsync(
            ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"],
            async (input, output, token) =>
            {
                input.Close();
                var piece = new byte[64 * 1024];
                while (await output.ReadAsync(piece, token) is var read and > 0)
                {
                    await told.WriteAsync(piece.AsMemory(0, read), token);
                    if (told.Length > MostBytes)
                    {
                        throw new NotSeenException($"The work tree names more than {MostBytes} bytes of paths; say path.");
                    }
                }

                return true;
            },
            ct
        );
        return Encoding.UTF8.GetString(told.GetBuffer(), 0, (int)told.Length).Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The bytes of a file; null where it is larger than what is read, empty where it is gone, a link or a folder.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, int largest, CancellationToken ct)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        if (!file.Exists || file.LinkTarget is not null)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        // Without the cast, null would become an empty file that holds no secret.
        return file.Length > largest ? (ReadOnlyMemory<byte>?)null : await File.ReadAllBytesAsync(file.FullName, ct);
    }
}
