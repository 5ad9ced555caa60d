namespace Slipway.Traffic.Tests.Worlds;

/// <summary>HAProxy by commands of the user's, here in Python.</summary>
public sealed class CommandWorld : OnHaproxy
{
    /// <summary>What a user might write: it speaks to the admin socket itself.</summary>
    private const string Program = """
        import json, socket, sys
        from fractions import Fraction

        def say(command):
            with socket.socket(socket.AF_UNIX) as admin:
                admin.connect(sys.argv[1])
                admin.sendall((command + "\n").encode())
                return "".join(iter(lambda: admin.recv(65536).decode(), ""))

        def rows():
            lines = say("show stat -1 4 -1").strip().splitlines()
            names = lines[0][2:].split(",")
            return {row["svname"]: row for row in (dict(zip(names, line.split(","))) for line in lines[1:])}

        def count(row):
            number = lambda *names: sum(int(row[name]) for name in names)
            tried = number("stot") - number("scur")
            return {"requests": tried, "errors": tried - number("hrsp_2xx", "hrsp_3xx", "hrsp_4xx")}

        if sys.argv[2] == "set":
            share = float(sys.argv[3])
            first = ["v2", "v1"] if share > 0 else ["v1", "v2"]
            # Small weights: after a change of large ones HAProxy may keep to one server for hundreds of requests.
            part = Fraction(share / 100).limit_denominator(100)
            weights = {"v2": part.numerator, "v1": part.denominator - part.numerator}
            say(";".join(f"set weight app/{name} {weights[name]}" for name in first))
        stable, candidate = rows()["v1"], rows()["v2"]
        weights = int(stable["weight"]), int(candidate["weight"])
        pid = next(line[5:] for line in say("show info").splitlines() if line.startswith("Pid: "))
        print(json.dumps({
            "share": 100 * weights[1] / sum(weights),
            "epoch": pid, "stable": count(stable), "candidate": count(candidate),
        }))
        """;

    private string Call => $"python3 -I -S lanes.py {Folder["admin.sock"]}";

    public override double Near => 0.3;

    /// <summary>Each starts two programs.</summary>
    public override int EverydayChanges => 5;

    public override int ManyChanges => 100;

    public override ITrafficDriver Driver => field ??= Of($"{Call} read", $"{Call} set {{share}}", $"{Call} read");

    public override ITrafficDriver WithNobody => Of("no-such-program", "no-such-program {share}", "no-such-program");

    public override ITrafficDriver WithSilence => Of("sleep 60", "sleep 60 # {share}", "sleep 60", "300ms");

    public override IEnumerable<ITrafficDriver> WithGarbage =>
        new[]
        {
            "true",
            "echo",
            "echo '[]'",
            "echo '{}'",
            "echo '{\"share\": \"25\"}'",
            "echo '{\"share\": 101}'",
            "echo '{\"share\": 1e999}'",
            "echo '{\"share\": 25'",
            "echo '{\"share\": 25} x'",
            "echo '{\"share\": 25, \"share\": 50}'",
            "echo '{\"share\": 25, \"epoch\": \"\\ud800\"}'",
            "echo '{\"share\": 25}'; exit 3",
            "head -c 70000 /dev/zero | tr '\\0' ' '; echo '{\"share\": 25}'",
            "yes",
        }.Select(it => Of($"{{ {it}; }}", $": {{share}}; {it}", it));

    protected override async Task StartAsync()
    {
        Folder.Write("lanes.py", Program);
        await base.StartAsync();
    }

    private ITrafficDriver Of(string read, string set, string count, string limit = "20s") =>
        Make("command", Folder.Path, ("read", read), ("set", set), ("count", count), ("limit", limit));
}
