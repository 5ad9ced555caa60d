using System.Runtime.InteropServices;

namespace Slipway.Cli.Terminal.Tty;

/// <summary>Width and height of a terminal, in cells.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TtySize(int Columns, int Rows);

/// <summary>How what a person types is treated.</summary>
internal enum TtyMode
{
    /// <summary>As it was when Slipway started: lines are edited and echoed by the terminal.</summary>
    Lines,

    /// <summary>Nothing typed is shown, so that it cannot tear the picture. Ctrl-C, Ctrl-Z and Ctrl-\ work.</summary>
    Quiet,

    /// <summary>Lines are edited by the terminal, and not shown: for a passphrase.</summary>
    Hidden,
}

/// <summary>The terminal that talk goes to and that a person types at.</summary>
internal interface ITty
{
    /// <summary>Its size now.</summary>
    TtySize Size { get; }

    /// <summary>Whether it is ours to draw on: false while Slipway runs in the background of its shell.</summary>
    bool IsOurs { get; }

    /// <summary>Writes; when the terminal is gone, nothing happens.</summary>
    void Write(string text);

    /// <summary>Sets how typing is treated. Does nothing while the terminal is not ours.</summary>
    void Set(TtyMode mode);

    /// <summary>Forgets what was typed and not read yet.</summary>
    void ForgetTyped();

    /// <summary>Whether something can be read, waiting at most this long for it.</summary>
    bool CanRead(TimeSpan atMost);

    /// <summary>Reads what is there; null at the end of the input (Ctrl-D, or a closed terminal).</summary>
    byte[]? Read();
}
