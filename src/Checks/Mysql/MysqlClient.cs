using System.Globalization;
using System.Text;
using Slipway.Checks.Looks;
using Slipway.Checks.Programs;

namespace Slipway.Checks.Mysql;

/// <summary>
/// Asks by the command-line client of MariaDB or MySQL, in a transaction that may only read. Each question is prepared by the
/// server from one text, so it is one statement whatever it holds; the password goes by the client's environment.
/// </summary>
internal sealed class MysqlClient(SettingReader settings, MysqlAddress address)
{
    private const int MostBytes = 1024 * 1024;
    private static readonly string[] Names = ["mariadb", "mysql"];

    /// <summary>The answers to questions, one table for each.</summary>
    /// <exception cref="NotSeenException">The server did not answer all, or what it answered is too long or not whole.</exception>
    public async Task<IReadOnlyList<MysqlTable>> AskAsync(CancellationToken ct, params IReadOnlyList<string> questions)
    {
        var call = new ProgramCall(settings.Here, settings.PathOf("."), Located(), Words())
        {
            HiddenVariables = "MYSQL",
            Variables = address.Password is { } word
                ? new Dictionary<string, string>(StringComparer.Ordinal) { ["MYSQL_PWD"] = word }
                : new(StringComparer.Ordinal),
        };
        var script = Encoding.UTF8.GetBytes(Script(questions));
        string? text = null;
        var end = await call.PipeAsync(
            async (input, output, until) => (text = await TalkAsync(script, input, output, until)) is not null,
            ct
        );
        return text is null ? throw new NotSeenException($"The answer is longer than the {MostBytes} bytes that are read.")
            : end.Code != 0 ? throw new NotSeenException(Said(end))
            : MysqlTable.Read(text) is var tables && tables.Count == questions.Count ? tables
            : throw new NotSeenException("The server did not answer every question.");
    }

    private IReadOnlyList<string> Words() =>
        [
            "--no-defaults",
            "--batch",
            "--xml",
            "--skip-reconnect",
            "--default-character-set=utf8mb4",
            string.Create(CultureInfo.InvariantCulture, $"--connect-timeout={Seconds}"),
            .. address.Words(settings),
        ];

    private int Seconds => Math.Clamp((int)Math.Ceiling(Math.Min(Limit, settings.Here.Limit.TotalSeconds)), 1, 86_400);

    private double Limit => settings.Duration("timeout", settings.Here.Limit).TotalSeconds;

    /// <summary>The server ends a question that takes longer than the look: a client that is ended does not.</summary>
    private string Script(IReadOnlyList<string> questions)
    {
        var script = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"SET SESSION sql_big_selects = 1 /*M!100101 , max_statement_time = {Seconds} */ /*!50708 , max_execution_time = {Seconds * 1000L} */;\n"
            )
            .Append("SET SESSION TRANSACTION READ ONLY;\nSTART TRANSACTION READ ONLY;\n");
        foreach (var question in questions)
        {
            script
                .Append(
                    CultureInfo.InvariantCulture,
                    $"SET @slipway = CONVERT(0x{Convert.ToHexString(Encoding.UTF8.GetBytes(question))} USING utf8mb4);\n"
                )
                .Append("PREPARE slipway FROM @slipway;\nEXECUTE slipway;\n");
        }

        return script.Append("ROLLBACK;\n").ToString();
    }

    /// <summary>What it answers; null when that is too much.</summary>
    private static async Task<string?> TalkAsync(byte[] script, Stream input, Stream output, CancellationToken ct)
    {
        try
        {
            await input.WriteAsync(script, ct);
            input.Close();
        }
        catch (IOException)
        {
            // It has ended already, and says why.
        }

        var kept = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (await output.ReadAsync(piece, ct) is var read and > 0)
        {
            await kept.WriteAsync(piece.AsMemory(0, read), ct);
            if (kept.Length > MostBytes)
            {
                return null;
            }
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    private static string Said(ProgramEnd end)
    {
        var line = end.Error.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return line is null
            ? string.Create(CultureInfo.InvariantCulture, $"The client ended with code {end.Code}.")
            : $"The client says: {JsonTexts.Cut(line, 500)}";
    }

    private string Located()
    {
        var path =
            settings.Here.Variables.GetValueOrDefault("PATH") ?? settings.Here.Inherited.GetValueOrDefault("PATH") ?? "/usr/bin:/bin";
        return Names.FirstOrDefault(name => path.Split(':').Any(it => it.Length > 0 && File.Exists(Path.Combine(it, name))))
            ?? throw new NotSeenException("Neither mariadb nor mysql is installed here (or on the PATH): install the client of either.");
    }
}
