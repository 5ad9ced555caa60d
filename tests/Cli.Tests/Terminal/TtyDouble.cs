using System.Text;
using Slipway.Cli.Terminal.Tty;

namespace Slipway.Cli.Tests.Terminal;

/// <summary>A terminal at which the test types: what is typed comes in the pieces in which it was typed.</summary>
internal sealed class TtyDouble : ITty
{
    private readonly Queue<string> _typed = [];

    public StringBuilder Shown { get; } = new();

    public List<TtyMode> Modes { get; } = [];

    public TtySize Size { get; set; } = new(80, 24);

    public bool IsOurs { get; set; } = true;

    public void Type(params ReadOnlySpan<string> pieces)
    {
        foreach (var piece in pieces)
        {
            _typed.Enqueue(piece);
        }
    }

    public void Write(string text)
    {
        lock (Shown)
        {
            Shown.Append(text);
        }
    }

    public void Set(TtyMode mode) => Modes.Add(mode);

    public void ForgetTyped() => _typed.Clear();

    public bool CanRead(TimeSpan atMost) => _typed.Count > 0;

    public byte[]? Read() => _typed.Dequeue() is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;
}
