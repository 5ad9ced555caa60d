namespace Slipway.Runs.Reports;

/// <summary>Files that are there whole or not at all: a crash, or a full disk, leaves the old one.</summary>
internal static class WholeFile
{
    public static Task WriteAsync(string path, byte[] bytes) => WriteAsync(path, file => file.WriteAsync(bytes).AsTask());

    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var fresh = path + ".new";
        try
        {
            await using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                await write(file);
            }

            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
