using System.Diagnostics;
using System.Globalization;

namespace Slipway.Benchmarks;

/// <summary>The programs that are timed as whole processes.</summary>
/// <param name="Slipway">The executable as it is packaged.</param>
/// <param name="Bare">The smallest program that parses the same text, published in the same way.</param>
internal sealed record Programs(string Slipway, string Bare);

/// <summary>One call of a program.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="Cpu">What all its threads used.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
internal sealed record Call(TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    /// <summary>Starts, waits, and takes the figures from the operating system.</summary>
    /// <exception cref="InvalidOperationException">It ended with a code that was not expected: a figure of a call that failed means nothing.</exception>
    public static async Task<Call> OfAsync(string program, string folder, IReadOnlyList<string> arguments, params int[] good)
    {
        var figures = Path.Combine(folder, "time");
        // GNU time reads the children's usage from the kernel (wait4), also of a process that has ended.
        var info = new ProcessStartInfo("/usr/bin/time", ["-q", "-o", figures, "-f", "%U %S %M", program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(started);
        await output;
        if (!good.DefaultIfEmpty(0).Contains(process.ExitCode))
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
        }

        var numbers = (await File.ReadAllTextAsync(figures))
            .Trim()
            .Split(' ')
            .Select(it => double.Parse(it, CultureInfo.InvariantCulture))
            .ToList();
        return new(wall, TimeSpan.FromSeconds(numbers[0] + numbers[1]), (long)numbers[2] * 1024);
    }

    /// <summary>Several calls of several programs in turn, so that a busy moment of the machine meets all of them; the median of each.</summary>
    public static async Task<IReadOnlyList<Call>> MediansAsync(int rounds, params IReadOnlyList<Func<Task<Call>>> calls)
    {
        var all = calls.Select(_ => new List<Call>()).ToList();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < calls.Count; i++)
            {
                var call = await calls[i]();
                if (round > 0)
                {
                    all[i].Add(call);
                }
            }
        }

        return [.. all.Select(it => new Call(Median(it, call => call.Wall), Median(it, call => call.Cpu), it.Max(call => call.PeakBytes)))];
    }

    private static TimeSpan Median(List<Call> calls, Func<Call, TimeSpan> figure) =>
        calls.Select(figure).Order().ElementAt(calls.Count / 2);
}
