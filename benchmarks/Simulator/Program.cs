using System.Diagnostics;
using Slipway.Judging;
using Slipway.Simulator;

var runs = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 300;
var only = args.Length > 2 ? args[2] : "";
var watch = Stopwatch.StartNew();
if (args[0] is "false" or "all")
{
    foreach (var model in TrafficModel.All.Where(it => it.ToString().Contains(only)))
    {
        var (nogo, go, outs) = (0, 0, 0);
        for (var i = 0; i < runs; i++)
        {
            var end = Trial.Ours(model, (ulong)i, 1, 0, TrafficModel.Day);
            nogo += end.NoGoAt is not null ? 1 : 0;
            go += end.GoAt is not null ? 1 : 0;
            outs += end.Reason == ComparisonReason.Outage ? 1 : 0;
        }
        Console.WriteLine($"false {model,-45} no-go {100.0 * nogo / runs:0.00} % (outage {100.0 * outs / runs:0.00})  go {100.0 * go / runs:0.0} %   {watch.Elapsed.TotalSeconds:0}s");
    }
}
if (args[0] is "wrong" or "all")
{
    foreach (var model in TrafficModel.All.Where(it => it.ToString().Contains(only)))
    {
        var go = 0;
        for (var i = 0; i < runs; i++)
        {
            go += Trial.Ours(model, (ulong)i, 1.25, 0, TrafficModel.Day, stopAtGo: true).GoAt is not null ? 1 : 0;
        }
        Console.WriteLine($"wrong go {model,-45} {100.0 * go / runs:0.00} %   {watch.Elapsed.TotalSeconds:0}s");
    }
}
if (args[0] is "delay" or "all")
{
    foreach (var model in TrafficModel.All.Where(it => it.ToString().Contains(only)))
    {
        foreach (var late in (int[])[0, 2400])
        {
            var line = $"delay {model,-38} {(late > 0 ? "late " : "start")}";
            foreach (var ratio in (double[])[2, 5, 10, 30, double.PositiveInfinity])
            {
                var delays = new List<double>();
                for (var i = 0; i < runs; i++)
                {
                    var end = Trial.Ours(model, (ulong)i, ratio, late, late + 2880);
                    delays.Add(end.NoGoAt is { } at && at >= late ? (at - late + 1) / 4.0 : double.PositiveInfinity);
                }
                delays.Sort();
                line += $"  x{ratio}: {delays[runs / 2]:0.##}/{delays[runs * 9 / 10]:0.##}";
            }
            Console.WriteLine(line + $"   {watch.Elapsed.TotalSeconds:0}s");
        }
    }
}
