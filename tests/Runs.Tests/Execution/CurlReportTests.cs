using Slipway.Runs.Execution;

namespace Slipway.Runs.Tests.Execution;

public sealed class CurlReportTests
{
    [Fact]
    public void the_status_is_read_and_taken_out_of_standard_error()
    {
        CurlReport.Read("warning: x\nslipway-http-status:503\nend").ShouldBe((503, "warning: x\nend"));
    }

    [Fact]
    public void of_several_requests_the_worst_counts()
    {
        CurlReport.Read("slipway-http-status:200\nslipway-http-status:404\nslipway-http-status:301\n").Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("")]
    [InlineData("curl: (7) Failed to connect\nslipway-http-status:000\n")]
    [InlineData("slipway-http-status:200\nslipway-http-status:000\n")]
    public void a_request_without_an_answer_has_no_status(string stderr)
    {
        CurlReport.Read(stderr).Status.ShouldBeNull();
    }

    [Fact]
    public void the_progress_of_curl_is_no_complaint()
    {
        const string meter =
            "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
            + "                                 Dload  Upload   Total   Spent    Left  Speed\n"
            + "  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\n"
            + "100  1256  100  1256    0     0   120k      0 --:--:-- --:--:-- --:--:--  122k\n";

        CurlReport.WithoutProgress(meter + "curl: (7) Failed to connect\n").ShouldBe("curl: (7) Failed to connect\n");
    }

    [Fact]
    public void the_configuration_of_the_person_stays_and_ours_follows()
    {
        CurlReport
            .Configuration("proxy = \"http://proxy:3128\"")
            .ShouldBe("proxy = \"http://proxy:3128\"\nwrite-out = \"%{stderr}slipway-http-status:%{http_code}\\n\"\n");
    }
}
