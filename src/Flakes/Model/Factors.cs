using System.Runtime.InteropServices;

namespace Slipway.Flakes.Model;

/// <summary>
/// How likely a failure's message is in each case, up to a factor that all cases share; 1 for all where there is no message.
/// And the share of tests that an outage of its run brought down.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Factors
{
    public double Flake;
    public double Regression;
    public double Outage;

    /// <summary>Chance that the outage alone made it fail; 0 without one.</summary>
    public double OutageShare;
}

/// <summary>What a failure is, as chances that add up to 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Shares
{
    public double Flake;
    public double Regression;
    public double Outage;

    /// <summary>A healthy test that failed without a cause that is known.</summary>
    public double Stray;

    /// <summary>How likely a failure was here without an outage, judged by everything else.</summary>
    public double Expected;

    /// <summary>Chance that the test broke with this very commit.</summary>
    public double Broke;

    /// <summary>The part of it in which the test flakes noticeably besides.</summary>
    public double BrokeFlaky;
}
