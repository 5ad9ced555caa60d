namespace Slipway.Platform;

/// <summary>
/// Commands that run one after the other in one bash shell: working directory, variables, functions and options carry from one
/// to the next. <c>exit</c> (also by <c>set -e</c> or <c>exec</c>) ends the shell, as it does in a script: the commands after it do not run.
/// </summary>
public sealed record ShellBlock
{
    /// <summary>
    /// Marks every process of the block (variable <c>SLIPWAY_STEP</c>), so that those which leave the session are found. Unique
    /// per attempt; 1 to 200 letters, digits and <c>. _ : / -</c>.
    /// </summary>
    public required string Step { get; init; }

    /// <summary>The commands; 1 to 1000.</summary>
    public required IReadOnlyList<ShellCommand> Commands { get; init; }

    /// <summary>The folder in which the first command starts; a carried folder wins.</summary>
    public required string Directory { get; init; }

    /// <summary>Environment variables beside the inherited ones; secrets may be among them. A carried variable wins.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a command that ends with another code than 0 and may not fail is the last that runs.</summary>
    public bool StopAtFailure { get; init; }

    /// <summary>Attempt folder of an earlier block whose last working directory and changed exported variables are taken over; null for none.</summary>
    public string? CarryFrom { get; init; }
}

/// <summary>One command of a block.</summary>
/// <param name="Text">Bash, one or more lines; CRLF line ends are read as LF.</param>
public sealed record ShellCommand(string Text)
{
    /// <summary>Whether the block goes on after this command failed although <see cref="ShellBlock.StopAtFailure"/> is set.</summary>
    public bool MayFail { get; init; }
}
