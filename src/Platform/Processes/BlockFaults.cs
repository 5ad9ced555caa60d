namespace Slipway.Platform.Processes;

/// <summary>What makes a block unusable before anything runs.</summary>
internal static class BlockFaults
{
    public static string? In(ShellBlock block, IReadOnlyDictionary<string, string> inherited)
    {
        if (block.Step.Length is 0 or > 200 || !block.Step.All(it => char.IsAsciiLetterOrDigit(it) || "._:/-".Contains(it)))
        {
            return "A step's marker is 1 to 200 letters, digits and . _ : / -; this one is not.";
        }

        if (block.Commands.Count is 0 or > 1000)
        {
            return $"A block has 1 to 1000 commands; this one has {block.Commands.Count}.";
        }

        if (block.Commands.Any(it => it.Text.Contains('\0')))
        {
            return "A command holds a NUL character, which no shell can read.";
        }

        if (
            block.Variables.FirstOrDefault(it => it.Key.AsSpan().ContainsAny("=\0") || it.Key.Length == 0 || it.Value.Contains('\0')) is
            { Key: { } name }
        )
        {
            return $"The variable '{name.Replace('\0', '?')}' has a name or value that no environment can hold.";
        }

        if (!Directory.Exists(block.Directory))
        {
            return $"The folder {block.Directory} is not there, so no command can start in it.";
        }

        return Programs.Missing(inherited);
    }
}
