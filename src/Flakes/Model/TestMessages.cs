using System.Runtime.InteropServices;

namespace Slipway.Flakes.Model;

/// <summary>How many flakes of one test outside an episode said the same, and how many there were.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OtherMessages(double Flakes, double AllFlakes);

/// <summary>The messages of one test, weighted by what its failures were judged to be.</summary>
internal sealed class TestMessages
{
    private readonly Dictionary<int, (double Flakes, double Regressions, double Most)> bySignature = [];
    private readonly Dictionary<(int Episode, int Signature), double> flakesInEpisode = [];
    private readonly Dictionary<int, double> flakesOfEpisode = [];
    private double allFlakes;

    public void Add(Failure failure, Shares shares)
    {
        if (failure.Signature < 0)
        {
            return;
        }

        var (flake, regression) = (shares.Flake, failure.Before < 0 ? shares.Regression : 0);
        var known = bySignature.GetValueOrDefault(failure.Signature);
        bySignature[failure.Signature] = (known.Flakes + flake, known.Regressions + regression, Math.Max(known.Most, flake));
        var (episode, said) = (failure.Episode, (failure.Episode, failure.Signature));
        flakesInEpisode[said] = flakesInEpisode.GetValueOrDefault(said) + flake;
        flakesOfEpisode[episode] = flakesOfEpisode.GetValueOrDefault(episode) + flake;
        allFlakes += flake;
    }

    public OtherMessages Without(int episode, int signature)
    {
        var same = bySignature.GetValueOrDefault(signature).Flakes - flakesInEpisode.GetValueOrDefault((episode, signature));
        return new(Math.Max(0, same), Math.Max(0, allFlakes - flakesOfEpisode.GetValueOrDefault(episode)));
    }

    public double MostFlaky(int signature) => bySignature.GetValueOrDefault(signature).Most;

    public double Regressions(int signature) => bySignature.GetValueOrDefault(signature).Regressions;
}

/// <summary>What an episode has said so far.</summary>
internal sealed class EpisodeMessages
{
    private readonly Dictionary<(int Episode, int Signature), int> same = [];
    private readonly Dictionary<int, int> all = [];

    /// <summary>How many failures of the episode came before, and how many of them said the same; counts this one in.</summary>
    public (int All, int Same) Seen(int episode, int signature)
    {
        var (soFar, before) = (all.GetValueOrDefault(episode), same.GetValueOrDefault((episode, signature)));
        all[episode] = soFar + 1;
        same[(episode, signature)] = before + 1;
        return (soFar, before);
    }
}

/// <summary>How often flakes and regressions began with something fresh, for learning.</summary>
internal sealed class MessageTally
{
    public double Flakes { get; private set; }
    public double FreshFlakes { get; private set; }
    public double Regressions { get; private set; }
    public double FreshRegressions { get; private set; }
    public double MayBorrow { get; private set; }
    public double Borrowed { get; private set; }

    public void Add(Shares shares, bool fresh, OtherMessages others)
    {
        if (others.AllFlakes < 0.5)
        {
            Flakes += shares.Flake;
            FreshFlakes += fresh ? shares.Flake : 0;
        }

        Regressions += shares.Regression;
        FreshRegressions += fresh ? shares.Regression : 0;
        if (others.AllFlakes >= 1)
        {
            MayBorrow += shares.Regression;
            Borrowed += others.Flakes >= 0.5 ? shares.Regression : 0;
        }
    }

    public void Add(MessageTally other)
    {
        Flakes += other.Flakes;
        FreshFlakes += other.FreshFlakes;
        Regressions += other.Regressions;
        FreshRegressions += other.FreshRegressions;
        MayBorrow += other.MayBorrow;
        Borrowed += other.Borrowed;
    }

    /// <summary>With the weight of a handful of failures for what was assumed before.</summary>
    public MessageParameters Learned(MessageParameters assumed) =>
        new(
            Bounded(FreshFlakes, Flakes, assumed.FreshFlake),
            Bounded(FreshRegressions, Regressions, assumed.FreshRegression),
            Bounded(Borrowed, MayBorrow, assumed.Borrowed)
        );

    private static double Bounded(double part, double all, double assumed) => Math.Clamp((part + 10 * assumed) / (all + 10), 0.02, 0.98);
}
