using System.Globalization;
using Slipway.Simulator;

// simulator PART RUNS [MODELS]: false, dispersion, wrong-go, delay or classical; so many runs a model; only models whose name holds the words.
if (args.Length < 2 || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out var runs))
{
    Console.Error.WriteLine("usage: simulator false|dispersion|wrong-go|delay|classical RUNS [MODEL]");
    return 2;
}

var models = TrafficModel.All.Where(it => args.Length < 3 || it.ToString().Contains(args[2], StringComparison.Ordinal)).ToList();
return args[0] switch
{
    "false" => Tables.False(Console.Out, models, runs),
    "dispersion" => Tables.Dispersion(Console.Out, models, runs),
    "wrong-go" => Tables.WrongGo(Console.Out, models, runs),
    "delay" => Tables.Delay(Console.Out, models, runs),
    "classical" => Tables.Classical(Console.Out, models, runs),
    _ => 2,
};
