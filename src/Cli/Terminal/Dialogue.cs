using Slipway.Cli.Output;
using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Talk;
using Slipway.Kernel;

namespace Slipway.Cli.Terminal;

/// <summary>Writing to and reading from the person at the terminal, and the small questions that several dialogues ask.</summary>
internal sealed class Dialogue(Host host, RunTalk talk)
{
    private const int Indent = 17;
    private const string Prompt = "    > ";
    private readonly Paint _paint = new(host.Colour);

    public void Write(params IReadOnlyList<ShownLine> lines) => Write(Indent, lines);

    private void Write(int indent, IReadOnlyList<ShownLine> lines)
    {
        foreach (var line in lines.SelectMany(it => it.Wrapped(talk.Columns() - 1, indent)))
        {
            host.Coloured.WriteLine(_paint.Of(line));
        }
    }

    /// <summary>What can be said stands above the prompt, so that the answer begins at the same place whatever the width.</summary>
    public Task<string?> ChooseAsync(string hint, CancellationToken ct)
    {
        Write(Prompt.Length - 2, [new(new Piece("    "), new(PlainText.Of(hint), Tone.Faint))]);
        return ReadAsync(Prompt, ct);
    }

    /// <summary>Several lines that were pasted are one answer, and only after a look at it: the rest of them must not answer what is asked next.</summary>
    public async Task<string?> ReadAsync(string prompt, CancellationToken ct)
    {
        while (true)
        {
            if (await talk.Lines.ReadAsync(PlainText.Of(prompt), ct) is not { } said)
            {
                return null;
            }

            if (said.Lines == 1)
            {
                return said.Text;
            }

            Write(
                new ShownLine(
                    new Piece($"    {said.Lines} lines came at once and are taken as one answer: ", Tone.Doubt),
                    new(PlainText.Of(said.Text), Tone.Strong)
                )
            );
            switch (await talk.Lines.ReadAsync("    [Enter takes it; n asks again] ", ct))
            {
                case null:
                    return null;
                case { Text: "" }:
                    return said.Text;
            }
        }
    }

    public async Task<string> ReasonAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync("    reason: ", ct))
            {
                case null:
                    return "no reason given: the input ended";
                case { Length: > 0 } reason:
                    return reason;
            }
        }
    }

    public async Task<string?> NameAsync(CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync("    name of whoever signs: ", ct))
            {
                case null:
                    return null;
                case { Length: > 0 } name:
                    return name;
            }
        }
    }

    public async Task<TimeSpan?> ValidForAsync(TimeSpan usual, CancellationToken ct)
    {
        while (true)
        {
            switch (await ReadAsync($"    valid for [{Durations.Write(usual)}]: ", ct))
            {
                case null:
                    return null;
                case "":
                    return usual;
                case var said when Durations.TryParse(said) is { Ticks: > 0 } span:
                    return span;
                default:
                    Write(new ShownLine(new Piece("    Not understood: write 24h, 90m or 7d")));
                    break;
            }
        }
    }
}
