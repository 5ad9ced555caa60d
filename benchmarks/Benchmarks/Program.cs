using Slipway.Benchmarks;

// Each part prints ours beside a peer or a limit, as a ratio from one run. See ../README.md.
var programs = new Programs(args[0], args[1]);
var wanted = args.Skip(2).ToHashSet(StringComparer.Ordinal);
var table = new Table(Console.Out);
foreach (
    var (name, part) in ((string, Func<Table, Programs, Task>)[])
        [
            ("start", StartUp.MeasureAsync),
            ("scale", Scale.MeasureAsync),
            ("commands", Commands.MeasureAsync),
            ("journal", Journals.MeasureAsync),
            ("resume", Resumes.MeasureAsync),
            ("verify", Verifications.MeasureAsync),
            ("report", Reports.MeasureAsync),
            ("load", Loads.MeasureAsync),
            ("gateway", Gateways.MeasureAsync),
            ("tests", TestReportReading.MeasureAsync),
        ]
)
{
    if (wanted.Count == 0 || wanted.Contains(name))
    {
        table.Part(name);
        await part(table, programs);
    }
}
