using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class FlowCheckTests : CheckContract
{
    private readonly HttpDouble _server;

    public FlowCheckTests()
    {
        _server = new(
            async (request, stream, ct) =>
            {
                if (request.Path is "/silent")
                {
                    await HttpCheckTests.AnswerAsync(request, stream, ct);
                }

                await stream.WriteAsync(Answer(request).Bytes(), ct);
            }
        );
        Write("good.json", "/items/${ID}");
        Write("silent.json", "/silent");
        Write("wrong-body.json", "/wrong");
        Write("error.json", "/error");
        Write("uncaptured.json", "/items/${NEVER}");
        Folder.Write("empty.json", """{"steps":[]}""");
        Folder.Write("nonsense.json", "<html>");
        Folder.Write("unknown.json", """{"steps":[{"url":"/login","urll":1}]}""");
        Folder.Write("no-capture.json", """{"steps":[{"url":"/login","capture":{"A":"$.nosuch"}}]}""");
    }

    protected override ICheck Check => CheckKinds.All["flow"];

    protected override CheckSpec Answering => Spec("file", "good.json");

    protected override CheckSpec Silent => Spec("file", "silent.json");

    protected override IReadOnlyList<CheckSpec> WithoutData =>
        [
            .. new[] { "nosuch", "empty", "nonsense", "unknown", "no-capture", "uncaptured", "wrong-body", "error" }.Select(it =>
                Spec("file", $"{it}.json")
            ),
        ];

    protected override IReadOnlyList<CheckSpec> Hostile => [Spec("file", "/dev/zero", "timeout", "1s"), Spec("file", "nonsense.json")];

    [Fact(Timeout = 30_000)]
    public async Task what_was_captured_goes_into_later_steps_and_cookies_are_kept()
    {
        await LookAsync(Answering);

        var asked = _server.Asked.ToList();
        asked.Select(it => $"{it.Method} {it.Path}").ShouldBe(["POST /login", "POST /items", "GET /items/41", "DELETE /items/41"]);
        asked[1].Headers["Authorization"].ShouldBe("Bearer t-1");
        asked[1].Headers["Cookie"].ShouldBe("session=s1");
        asked[1].Body.ShouldBe("""{"name":"probe"}""");
    }

    [Fact(Timeout = 30_000)]
    public async Task the_first_step_that_fails_is_named_and_what_was_made_is_cleaned_up()
    {
        var seen = await LookAsync(Spec("file", "wrong-body.json"));

        Expected.Judge(seen).Verdict.ShouldBe(Verdict.Fail);
        seen.Stdout!.ShouldContain("step 3 'read': Fail: body does not contain 'probe'");
        _server.Asked.Last().Method.ShouldBe("DELETE");
    }

    [Fact(Timeout = 30_000)]
    public async Task a_flow_that_failed_with_a_good_status_passes_no_status()
    {
        var seen = await CheckKinds
            .All["http"]
            .LookAsync(new("http", new Dictionary<string, string> { ["flow"] = "wrong-body.json" }), Here(TimeSpan.FromSeconds(10)), Ct);

        Expectation.Parse("status 2xx").Judge(seen).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact(Timeout = 30_000)]
    public async Task cleaning_up_happens_also_when_the_limit_ended_the_steps()
    {
        await LookAsync(Spec("file", "silent.json"), TimeSpan.FromMilliseconds(500));

        await Eventually.Holds("the item is deleted", () => _server.Asked.Any(it => it.Method == "DELETE"), Ct);
    }

    protected override Surroundings Here(TimeSpan limit) => base.Here(limit) with { BaseUrl = _server.Url };

    public override void Dispose()
    {
        _server.Dispose();
        base.Dispose();
    }

    private void Write(string name, string third) =>
        Folder.Write(
            name,
            $$$"""
            {
              "steps": [
                { "name": "sign in", "method": "POST", "url": "/login", "capture": { "TOKEN": "$.token" } },
                { "name": "make", "url": "/items", "json": { "name": "probe" }, "headers": { "Authorization": "Bearer ${TOKEN}" },
                  "expect": "status 201", "capture": { "ID": "header:X-Id" } },
                { "name": "read", "url": "{{{third}}}", "expect": "status 200 and body contains 'probe'" }
              ],
              "cleanup": [ { "method": "DELETE", "url": "/items/${ID}" } ]
            }
            """
        );

    private static HttpDoubleAnswer Answer(HttpDoubleRequest request) =>
        (request.Method, request.Path) switch
        {
            ("POST", "/login") or ("GET", "/login") => new(200, """{"token":"t-1"}""", ("Set-Cookie", "session=s1; Path=/")),
            ("POST", "/items") => new(201, "", ("X-Id", "41")),
            ("GET", "/items/41") => new(200, "probe"),
            ("DELETE", "/items/41") => new(204),
            ("GET", "/wrong") => new(200, "other"),
            _ => new(500),
        };
}
