using System.Runtime.InteropServices;

namespace Slipway.Flakes.Model;

/// <summary>How often one test's failures outside an episode said the same, by what they were judged to be.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OtherMessages(double Flakes, double AllFlakes, double Regressions, double AllRegressions);

/// <summary>The messages of one test, weighted by what its failures were judged to be.</summary>
internal sealed class TestMessages
{
    private readonly Dictionary<int, (double Flakes, double Regressions, double Most)> bySignature = [];
    private readonly Dictionary<(int Episode, int Signature), (double Flakes, double Regressions)> inEpisode = [];
    private readonly Dictionary<int, (double Flakes, double Regressions)> ofEpisode = [];
    private double allFlakes;
    private double allRegressions;

    public void Add(Failure failure, Shares shares)
    {
        if (failure.Signature < 0)
        {
            return;
        }

        var (flake, regression) = (shares.Flake, failure.Before < 0 ? shares.Regression : 0);
        var known = bySignature.GetValueOrDefault(failure.Signature);
        bySignature[failure.Signature] = (known.Flakes + flake, known.Regressions + regression, Math.Max(known.Most, flake));
        var here = inEpisode.GetValueOrDefault((failure.Episode, failure.Signature));
        inEpisode[(failure.Episode, failure.Signature)] = (here.Flakes + flake, here.Regressions + regression);
        var all = ofEpisode.GetValueOrDefault(failure.Episode);
        ofEpisode[failure.Episode] = (all.Flakes + flake, all.Regressions + regression);
        allFlakes += flake;
        allRegressions += regression;
    }

    public OtherMessages Without(int episode, int signature)
    {
        var (all, here) = (bySignature.GetValueOrDefault(signature), inEpisode.GetValueOrDefault((episode, signature)));
        var left = ofEpisode.GetValueOrDefault(episode);
        return new(
            Math.Max(0, all.Flakes - here.Flakes),
            Math.Max(0, allFlakes - left.Flakes),
            Math.Max(0, all.Regressions - here.Regressions),
            Math.Max(0, allRegressions - left.Regressions)
        );
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
