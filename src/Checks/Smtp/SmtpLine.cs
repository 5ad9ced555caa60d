using System.Globalization;
using System.Text;

namespace Slipway.Checks.Smtp;

/// <summary>An answer of the server (RFC 5321, 4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">What it says, without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool Good => Code is >= 200 and < 400;

    /// <summary>"Not now" says nothing about what it would do at another time.</summary>
    public bool Later => Code is >= 400 and < 500;

    public override string ToString() => Lines[0].Length <= 160 ? $"{Code} {Lines[0]}" : $"{Code} {Lines[0][..159]}…";
}

/// <summary>Commands out, answers in, over one connection.</summary>
internal sealed class SmtpLine(Stream stream)
{
    private const int LongestLine = 2000;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[4096];
    private int _from;
    private int _to;

    /// <summary>Whether more has come than was read.</summary>
    public bool HasMore => _from < _to;

    public async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), ct);
        return await ReplyAsync(ct);
    }

    /// <summary>The next answer.</summary>
    /// <exception cref="IOException">The connection ended, or this is no mail server.</exception>
    public async Task<SmtpReply> ReplyAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        var code = 0;
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(ct);
            if (
                line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number is < 200 or > 599
                || lines.Count > 0 && number != code
            )
            {
                throw new IOException("What it answers is no SMTP.");
            }

            code = number;
            lines.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length == 3 || line[3] != '-')
            {
                return new(code, lines);
            }
        }

        throw new IOException($"It answers with more than {MostLines} lines.");
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestLine)
        {
            if (!HasMore)
            {
                (_from, _to) = (0, await stream.ReadAsync(_buffer, ct));
                if (_to == 0)
                {
                    throw new IOException("It ended the connection in the middle of the talk.");
                }
            }

            var mark = (char)_buffer[_from++];
            if (mark == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(mark);
        }

        throw new IOException("It answers with a line that does not end.");
    }
}
