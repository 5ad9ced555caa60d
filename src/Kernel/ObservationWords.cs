namespace Slipway.Kernel;

/// <summary>An observation for people.</summary>
public static class ObservationWords
{
    /// <summary>What was seen, in one line.</summary>
    public static string Short(Observation? seen)
    {
        if (seen is null)
        {
            return "not reached";
        }

        if (seen.Problem is { } problem)
        {
            return problem;
        }

        var parts = new List<string>();
        if (seen.ExitCode is { } code)
        {
            parts.Add($"exit code {code}");
        }

        if (seen.Status is { } status)
        {
            parts.Add($"status {status}");
        }

        if (seen.Value is { } value)
        {
            parts.Add($"value {value}");
        }

        if (seen.Flaws is { } flaws)
        {
            parts.Add(flaws.Count == 0 ? "no flaw" : string.Join("; ", flaws));
            parts.AddRange(seen.Unproven ?? []);
        }
        else if (FirstLine(seen.Stdout ?? seen.Body) is { } line)
        {
            parts.Add($"\"{line}\"");
        }
        else if (seen.ExitCode is not 0 && FirstLine(seen.Stderr) is { } error)
        {
            parts.Add($"\"{error}\"");
        }

        if (seen.SamplesMs is { Count: > 0 } samples)
        {
            parts.Add($"{samples.Count} samples");
        }

        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
    }

    private static string? FirstLine(string? text) =>
        text?.Split('\n').Select(it => it.Trim()).FirstOrDefault(it => it.Length > 0) is { } line
            ? (line.Length <= 160 ? line : $"{line[..157]}…")
            : null;
}
