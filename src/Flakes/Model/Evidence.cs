using System.Runtime.InteropServices;
using Slipway.Flakes.Reading;

namespace Slipway.Flakes.Model;

/// <summary>One outcome of one test, in its place: the same commit of a line stands together.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Event
{
    public int Row;
    public int Line;

    /// <summary>The run and attempt that it belongs to.</summary>
    public int Unit;

    /// <summary>Whether the line has moved on to another commit since the test's outcome before on that line.</summary>
    public bool NewCommit;

    public bool Failed;

    /// <summary>Number of the failure in the whole history, in the order of tests and their events; none for a pass.</summary>
    public int Failure;
}

/// <summary>One attempt at one run: what an outage falls upon.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Unit
{
    public int Run;
    public int Attempt;
    public int Line;
    public int Commit;
    public long AtMs;

    /// <summary>Place of its run in time, in runs.</summary>
    public int Place;
    public int Total;
    public int Failed;

    /// <summary>Chance that its commit broke a test that fails in it, where many failed together; 0 where nothing says so.</summary>
    public double Break;

    /// <summary>Tests that failed in its run and had not failed on its line before, of those that fail seldom; ascending, null for none.</summary>
    public List<int>? Fresh;
}

/// <summary>A history put in order: events by test and time, attempts of runs, failures; without what came twice or did not run.</summary>
internal sealed class Evidence
{
    /// <summary>The event of each test begin at its start; one more than there are tests.</summary>
    public required int[] Starts { get; init; }

    public required Event[] Events { get; init; }

    public required Unit[] Units { get; init; }

    /// <summary>Row, test and unit of each failure.</summary>
    public required Failure[] Failures { get; init; }

    /// <summary>Number of the signature of each row's message, or <see cref="TestHistory.None"/>; by message.</summary>
    public required int[] Signatures { get; init; }

    public required Names SignatureTexts { get; init; }

    /// <summary>The branch that pull requests are held against: the one with the most outcomes.</summary>
    public required int MainLine { get; init; }

    /// <summary>Outcomes that came twice.</summary>
    public required int Repeated { get; init; }

    public required bool[] IsPullRequest { get; init; }

    public int Tests => Starts.Length - 1;

    /// <summary>How many tests that seldom fail failed beside this one in its run, and had not failed before.</summary>
    public int Beside(int unit, int test) => Units[unit].Fresh is { } fresh ? fresh.Count - (fresh.BinarySearch(test) >= 0 ? 1 : 0) : 0;

    public ReadOnlySpan<Event> Of(int test) => Events.AsSpan(Starts[test], Starts[test + 1] - Starts[test]);
}

/// <summary>A failure in its place.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Failure
{
    public int Row;
    public int Test;
    public int Unit;
    public int Line;

    /// <summary>Consecutive failures of the test on a line have one number.</summary>
    public int Episode;
    public int Signature;

    /// <summary>The failure before, when the test's outcome before on that line was one; otherwise none.</summary>
    public int Before;
}
