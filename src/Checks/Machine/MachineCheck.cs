using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Machine;

/// <summary>One fact of the machine that Slipway runs on. The limits of a container are its size.</summary>
/// <param name="root">Where <c>/proc</c> and <c>/sys</c> are; another one in tests.</param>
internal sealed class MachineCheck(string root = "/") : ICheck
{
    public string Kind => "machine";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "fact",
            Required: true,
            "`disk`, `memory`, `memory-growth`, `cpu`, `load`, `descriptors`, `process`, `clock` or `port`; the table of the guide says what each is."
        ),
        new("bound", Required: false, "Bound of the number, in the unit of the fact. Default: as in the table."),
        new("path", Required: false, "For `disk`: a path on the file system. Default the folder of the environment."),
        new("name", Required: false, "Name of the program of a process, for instance `nginx`."),
        new("pattern", Required: false, "Linear-time regular expression that the command line of a process must hold."),
        new("pid", Required: false, "Number of a process."),
        new("pid-file", Required: false, "File that holds the number of a process."),
        new("port", Required: false, "For `port`: the TCP port, 1 to 65535."),
        new("window", Required: false, "For `cpu` and `memory-growth`: how long is measured. Default `2s` and `10s`; less than the limit."),
        new(
            "url",
            Required: false,
            "For `clock`: URL of a server whose `Date` header is compared; a path is appended to the environment's base URL."
        ),
        new("ntp", Required: false, "For `clock`: time server as `host` or `host:port`; port 123 where none is said."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, FindAsync, ct);

    private async Task<Observation> FindAsync(SettingReader settings, CancellationToken ct)
    {
        var asked = Asked.Read(settings);
        if (!OperatingSystem.IsLinux())
        {
            return Observation.Unseen("The machine is looked at on Linux only, so far.");
        }

        var files = new ProcFiles(root);
        var clock = settings.Here.Clock;
        return asked.Fact switch
        {
            "disk" => Sizes.Disk(asked, settings.PathOf(asked.Path)),
            "memory" => Sizes.Memory(asked, files),
            "memory-growth" => await Growth.MeasureAsync(asked, settings, files, ct),
            "cpu" => await Busy.CpuAsync(asked, files, clock, ct),
            "load" => Busy.Load(asked, files),
            "descriptors" => Descriptors.Count(asked, settings, files, ct),
            "process" => Processes.Told(asked, settings, files, ct),
            "port" => Owners.Find(asked, files, ct),
            _ => await Skew.MeasureAsync(asked, settings, ct),
        };
    }
}
