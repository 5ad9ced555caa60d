namespace Slipway.Cli.Terminal.Tty;

/// <summary>What a person typed or pasted as one answer.</summary>
/// <param name="Text">The words, on one line.</param>
/// <param name="Lines">Lines that came at once; more than 1 when several were pasted.</param>
internal readonly record struct TypedLine(string Text, int Lines);

/// <summary>Reads answers, one at a time.</summary>
internal interface ILines
{
    /// <summary>Forgets what was typed before anything was asked.</summary>
    void Begin();

    /// <summary>Shows the prompt and reads one answer; null when the input ended.</summary>
    Task<TypedLine?> ReadAsync(string prompt, CancellationToken ct);

    /// <summary>Reads a passphrase, exactly as it was typed and without showing it; null when the input ended, or nobody can keep it from being shown.</summary>
    Task<string?> ReadHiddenAsync(string prompt, CancellationToken ct);
}

/// <summary>
/// Reads lines at a terminal, which edits and echoes them itself. What arrives together with a line was pasted with it and belongs
/// to the same answer: it never answers the next question.
/// </summary>
internal sealed class TtyLines(ITty tty) : ILines
{
    /// <summary>A paste comes in pieces; a person is slower than this.</summary>
    private static readonly TimeSpan PasteGap = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private string? _prompt;

    public void Begin() => tty.ForgetTyped();

    public async Task<TypedLine?> ReadAsync(string prompt, CancellationToken ct)
    {
        tty.Set(TtyMode.Lines);
        tty.Write(prompt);
        _prompt = prompt;
        try
        {
            return await Task.Run(() => Read(ct), CancellationToken.None);
        }
        finally
        {
            _prompt = null;
        }
    }

    public async Task<string?> ReadHiddenAsync(string prompt, CancellationToken ct)
    {
        tty.Set(TtyMode.Hidden);
        tty.Write(prompt);
        try
        {
            return await Task.Run(() => ReadBytes(ct), CancellationToken.None) is { } bytes
                ? System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n')
                : null;
        }
        finally
        {
            tty.Write("\n");
            tty.Set(TtyMode.Lines);
        }
    }

    /// <summary>After Ctrl-Z and <c>fg</c>: the terminal has forgotten what was typed, so the prompt is shown anew.</summary>
    public void Again()
    {
        if (_prompt is { } prompt)
        {
            tty.Set(TtyMode.Lines);
            tty.Write(prompt);
        }
    }

    private byte[]? ReadBytes(CancellationToken ct)
    {
        while (!tty.IsOurs || !tty.CanRead(Look))
        {
            ct.ThrowIfCancellationRequested();
        }

        return tty.Read();
    }

    private TypedLine? Read(CancellationToken ct)
    {
        byte[]? first;
        try
        {
            first = ReadBytes(ct);
        }
        catch (OperationCanceledException)
        {
            tty.Write("\n");
            throw;
        }

        if (first is null)
        {
            tty.Write("\n");
            return null;
        }

        var bytes = new List<byte>(first);
        if (bytes[^1] != '\n')
        {
            tty.Write("\n");
        }

        AddPasted(bytes);
        return Joined(bytes);
    }

    /// <summary>Without line mode also a last line that nobody ended can be read.</summary>
    private void AddPasted(List<byte> bytes)
    {
        tty.Set(TtyMode.Quiet);
        try
        {
            while (tty.CanRead(PasteGap) && tty.Read() is { } more)
            {
                bytes.AddRange(more);
            }
        }
        finally
        {
            tty.Set(TtyMode.Lines);
        }
    }

    private static TypedLine Joined(List<byte> bytes)
    {
        var lines = System
            .Text.Encoding.UTF8.GetString([.. bytes])
            .Split('\n', '\r')
            .Select(it => it.Trim())
            .Where(it => it.Length > 0)
            .ToList();
        return new(string.Join(' ', lines), Math.Max(1, lines.Count));
    }
}

/// <summary>Reads lines where there is no terminal that we know how to set.</summary>
internal sealed class PlainLines(Func<TextReader> input, TextWriter talk) : ILines
{
    public void Begin() { }

    public async Task<TypedLine?> ReadAsync(string prompt, CancellationToken ct)
    {
        await talk.WriteAsync(prompt);
        await talk.FlushAsync(ct);
        // Reading cannot be cancelled, so the line is read beside and left behind when the run ends.
        var line = await Task.Run(() => input().ReadLine(), CancellationToken.None).WaitAsync(ct);
        return line is null ? null : new(line.Trim(), 1);
    }

    public Task<string?> ReadHiddenAsync(string prompt, CancellationToken ct) => Task.FromResult<string?>(null);
}
