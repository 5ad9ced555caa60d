using Slipway.Checks.Backup;
using Slipway.Checks.Looks;

namespace Slipway.Checks.RestoreDrill;

/// <summary>Restores by a command of the person's own, which is told the backup and a folder that is gone afterwards.</summary>
internal sealed class CommandDrill(Surroundings here, string command)
{
    public async Task RunAsync(FileInfo backup, Account account, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-drill-").FullName;
        try
        {
            var variables = new Dictionary<string, string>(here.Variables, StringComparer.Ordinal)
            {
                ["BACKUP_FILE"] = backup.FullName,
                ["SCRATCH"] = folder,
            };
            var end = await new ClientPrograms(here).RunAsync("bash", ["-c", command], null, variables, ct);
            account.Facts["exitCode"] = end.Code;
            if (end.Code != 0)
            {
                account.Flaw($"the command does not restore {backup.Name}: {end.Shown}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
