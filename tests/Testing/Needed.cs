namespace Slipway.Testing;

/// <summary>Real components that tests need: where one is missing the test fails in CI and is left out elsewhere; it never passes.</summary>
public static class Needed
{
    /// <summary>Ends the test when the component is not there.</summary>
    /// <param name="there">Whether it is.</param>
    /// <param name="what">Its name for people: <c>Prometheus</c>.</param>
    /// <param name="package">The Debian package that brings it.</param>
    public static void OrFail(bool there, string what, string package)
    {
        if (there)
        {
            return;
        }

        var missing = $"{what} is not installed: apt-get install {package} (./test does it).";
        Assert.SkipWhen(InCi() is not "true", missing);
        Assert.Fail(missing);
    }

#pragma warning disable RS0030 // Tests have no host that reads the environment for them.
    private static string? InCi() => Environment.GetEnvironmentVariable("CI");
#pragma warning restore RS0030
}
