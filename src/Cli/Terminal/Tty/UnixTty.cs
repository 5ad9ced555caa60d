using System.Buffers.Binary;
using System.Runtime.Versioning;
using System.Text;

namespace Slipway.Cli.Terminal.Tty;

/// <summary>The terminal on standard error, with what is typed on standard input.</summary>
[SupportedOSPlatform("linux")]
internal sealed class UnixTty : ITty
{
    private const int Input = 0;
    private const int Talk = 2;
    private static readonly TtySize Usual = new(80, 24);

    // struct termios of Linux: four words of flags (input, output, control, local), the line discipline, then the characters.
    private const int LocalFlags = 12;
    private const int LeastBytes = 17 + 6;
    private const int LongestWait = 17 + 5;
    private const uint Canonical = 0x2;
    private const uint Echo = 0x8;
    private const uint EchoNewline = 0x40;

    private readonly Stream _talk = Console.OpenStandardError();
    private readonly byte[]? _before = Native.Settings(Talk);

    public TtySize Size => Native.SizeOf(Talk) is var (columns, rows) ? new(columns, rows) : Usual;

    public bool IsOurs => Native.IsForeground(Talk);

    public void Write(string text)
    {
        try
        {
            _talk.Write(Encoding.UTF8.GetBytes(text));
            _talk.Flush();
        }
        catch (IOException)
        {
            // The terminal was closed; the run goes on to its orderly end without it.
        }
    }

    public void Set(TtyMode mode)
    {
        // Setting it from the background would stop us (SIGTTOU).
        if (_before is null || !IsOurs)
        {
            return;
        }

        Native.Set(
            Talk,
            mode switch
            {
                TtyMode.Lines => _before,
                TtyMode.Hidden => Without(_before, Echo),
                _ => Quieted(_before),
            }
        );
    }

    public void ForgetTyped() => Native.ForgetTyped(Input);

    public bool CanRead(TimeSpan atMost) => Native.CanRead(Input, (int)atMost.TotalMilliseconds);

    public byte[]? Read()
    {
        var bytes = new byte[4096];
        var read = Native.Read(Input, bytes);
        return read > 0 ? bytes[..read] : null;
    }

    private static byte[] Quieted(byte[] settings)
    {
        var quiet = Without(settings, Canonical | Echo | EchoNewline);
        quiet[LeastBytes] = 0;
        quiet[LongestWait] = 0;
        return quiet;
    }

    private static byte[] Without(byte[] settings, uint unwanted)
    {
        var changed = (byte[])settings.Clone();
        var flags = BitConverter.ToUInt32(changed, LocalFlags) & ~unwanted;
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(LocalFlags), flags);
        return changed;
    }
}
