using System.Numerics;

namespace Slipway.Simulator;

/// <summary>Random numbers from a kept seed, the same on every machine: xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64.</summary>
internal sealed class Chance
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Chance(ulong seed)
    {
        ulong Next()
        {
            seed += 0x9E3779B97F4A7C15;
            var z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        (_a, _b, _c, _d) = (Next(), Next(), Next(), Next());
    }

    /// <summary>From 0 to below 1.</summary>
    public double Uniform()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return (result >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Poisson by inversion; large means in parts.</summary>
    public int Poisson(double mean)
    {
        var sum = 0;
        for (; mean > 400; mean -= 400)
        {
            sum += Poisson(400.0);
        }

        var (u, p, k) = (Uniform(), Math.Exp(-mean), 0);
        while (u > p && k < 4000)
        {
            u -= p;
            k++;
            p *= mean / k;
        }

        return sum + k;
    }

    /// <summary>Binomial by inversion; from the other end when more than half succeed.</summary>
    public int Binomial(int n, double chance)
    {
        if (chance <= 0 || n == 0)
        {
            return 0;
        }

        if (chance >= 1)
        {
            return n;
        }

        if (chance > 0.5)
        {
            return n - Binomial(n, 1 - chance);
        }

        var odds = chance / (1 - chance);
        var (u, p, k) = (Uniform(), Math.Exp(n * Math.Log(1 - chance)), 0);
        while (u > p && k < n)
        {
            u -= p;
            k++;
            p *= odds * (n - k + 1) / k;
        }

        return k;
    }

    /// <summary>Geometric from 1 on, by its mean.</summary>
    public int Geometric(double mean) => mean <= 1 ? 1 : 1 + (int)(Math.Log(1 - Uniform()) / Math.Log(1 - (1 / mean)));
}
