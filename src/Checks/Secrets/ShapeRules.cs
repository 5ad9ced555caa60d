using System.Text.RegularExpressions;

namespace Slipway.Checks.Secrets;

/// <summary>The shapes that are known. Each pattern is bounded and has no repetition within a repetition.</summary>
/// <remarks>
/// Sources: the vendors' documents of their own tokens; RFC 7519 (JSON Web Token); RFC 7468 (textual encodings of keys);
/// curl's description of the Netscape cookie file.
/// </remarks>
internal static partial class ShapeRules
{
    public static IReadOnlyList<ShapeRule> All { get; } =
    [
        new("private-key", ["private key-----", "private key block-----"], PrivateKey()) { After = 900, OverLines = true },
        new("putty-key", ["putty-user-key-file-"], PuttyKey()) { After = 2000, OverLines = true },
        new("age-key", ["age-secret-key-1"], AgeKey()),
        new("aws-access-key", ["akia", "asia"], AwsAccessKey()),
        new("google-api-key", ["aiza"], GoogleApiKey()),
        new("google-client-secret", ["gocspx-"], GoogleClientSecret()),
        new("github-token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], GithubToken()),
        new("gitlab-token", ["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-"], GitlabToken()),
        new("slack-token", ["xoxb-", "xoxp-", "xoxa-", "xoxe", "xoxo-", "xoxr-", "xoxs-", "xapp-"], SlackToken()),
        new("webhook", ["hooks.slack.com/", "/api/webhooks/", ".webhook.office.com/", "chat.googleapis.com/v1/spaces/"], Webhook()),
        new("stripe-key", ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "whsec_"], StripeKey()),
        new("model-provider-key", ["sk-proj-", "sk-svcacct-", "sk-admin-", "sk-ant-", "t3blbkfj"], ModelKey()),
        new("sendgrid-key", ["sg."], SendgridKey()),
        new("registry-token", ["npm_", "pypi-ageichlwas5vcmc", "rubygems_", "dckr_pat_", "oy2"], RegistryToken()),
        new("cloud-token", ["dop_v1_", "doo_v1_", "dor_v1_", "hvs.", ".atlasv1.", "hf_", "dapi", "glsa_", "nrak-"], CloudToken()),
        new("shop-token", ["shpat_", "shpca_", "shppa_", "shpss_", "sq0csp-"], ShopToken()),
        new("azure-key", ["accountkey=", "sharedaccesskey=", "q~"], AzureKey()),
        new("telegram-token", [":aa"], TelegramToken()),
        new("jwt", ["eyj"], Jwt()) { After = 8192, Holds = Encoded.IsTokenHead },
        new("cookie-jar", ["\ttrue\t/", "\tfalse\t/"], CookieLine()) { Before = 300, After = 6000 },
        new("basic-credentials", ["basic "], BasicCredentials()) { Holds = Encoded.IsUserAndPassword },
        new("registry-credentials", ["\"auth\""], RegistryCredentials()) { Holds = Encoded.IsUserAndPassword },
        new("netrc", ["machine "], Netrc()) { OverLines = true },
    ];

    [GeneratedRegex(
        @"-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\r|\\n|[\s""'+,|])*(?:[A-Za-z-]{4,20}: [^\n]{0,100}\n){0,4}[\s""'+\\n]{0,40}([A-Za-z0-9+/=]{40,})"
    )]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"PuTTY-User-Key-File-[23]: [^\0]{20,1600}Private-Lines: [0-9]{1,3}\r?\n([A-Za-z0-9+/=]{40,})")]
    private static partial Regex PuttyKey();

    [GeneratedRegex("AGE-SECRET-KEY-1([QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58})")]
    private static partial Regex AgeKey();

    [GeneratedRegex("(?<![A-Za-z0-9+/])((?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9+/])")]
    private static partial Regex AwsAccessKey();

    [GeneratedRegex("(?<![A-Za-z0-9_-])AIza([0-9A-Za-z_-]{35})(?![0-9A-Za-z_-])")]
    private static partial Regex GoogleApiKey();

    [GeneratedRegex("GOCSPX-([A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])")]
    private static partial Regex GoogleClientSecret();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:gh[opsur]_([A-Za-z0-9]{36,251})|github_pat_([A-Za-z0-9_]{36,251}))(?![A-Za-z0-9_])")]
    private static partial Regex GithubToken();

    [GeneratedRegex("(?<![A-Za-z0-9])gl(?:pat|dt|rt|ptt|cbt|soat)-([A-Za-z0-9_.-]{20,300})")]
    private static partial Regex GitlabToken();

    [GeneratedRegex(
        "(?<![A-Za-z0-9])(?:xox[abeoprs](?:\\.xox[bp])?-([0-9]{1,14}-[A-Za-z0-9-]{10,250})|xapp-([0-9]-[A-Z0-9]{8,14}-[0-9]{10,14}-[a-z0-9]{32,64}))"
    )]
    private static partial Regex SlackToken();

    [GeneratedRegex(
        @"(?:hooks\.slack\.com/(?:services|workflows|triggers)/([A-Z0-9]{8,12}/[A-Za-z0-9]{8,20}/[A-Za-z0-9/]{16,60})|discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/([A-Za-z0-9_-]{60,80})|\.webhook\.office\.com/webhookb2/([0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f-]{36})|chat\.googleapis\.com/v1/spaces/[A-Za-z0-9_-]{8,20}/messages\?key=[A-Za-z0-9_-]{20,50}&token=([A-Za-z0-9_-]{20,60}))"
    )]
    private static partial Regex Webhook();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:[rs]k_(?:live|test)_([A-Za-z0-9]{16,247})|whsec_([A-Za-z0-9+/=]{32,64}))(?![A-Za-z0-9])")]
    private static partial Regex StripeKey();

    [GeneratedRegex(
        "(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|admin)-([A-Za-z0-9_-]{32,200})|ant-[a-z]{3,8}[0-9]{2}-([A-Za-z0-9_-]{60,120})|([A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}))"
    )]
    private static partial Regex ModelKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9])SG\.([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])")]
    private static partial Regex SendgridKey();

    [GeneratedRegex(
        "(?<![A-Za-z0-9])(?:npm_([A-Za-z0-9]{36})|pypi-AgEIcHlwaS5vcmc([A-Za-z0-9_-]{50,250})|rubygems_([0-9a-f]{48})|dckr_pat_([A-Za-z0-9_-]{27})|oy2([a-z0-9]{43}))(?![A-Za-z0-9])"
    )]
    private static partial Regex RegistryToken();

    [GeneratedRegex(
        @"(?:(?<![A-Za-z0-9])(?:do[opr]_v1_([0-9a-f]{64})|hvs\.([A-Za-z0-9_-]{24,120})|hf_([A-Za-z]{34})|dapi([0-9a-f]{32})|glsa_([A-Za-z0-9]{32}_[0-9a-f]{8})|NRAK-([A-Z0-9]{27}))|([A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}))(?![A-Za-z0-9])"
    )]
    private static partial Regex CloudToken();

    [GeneratedRegex("(?<![A-Za-z0-9])(?:shp(?:at|ca|pa|ss)_([0-9a-fA-F]{32})|sq0csp-([A-Za-z0-9_-]{43}))(?![A-Za-z0-9])")]
    private static partial Regex ShopToken();

    [GeneratedRegex(
        "(?:(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{42,86}==?)|(?<![A-Za-z0-9])([A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-]))"
    )]
    private static partial Regex AzureKey();

    [GeneratedRegex("(?<![0-9A-Za-z])([0-9]{8,10}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])")]
    private static partial Regex TelegramToken();

    [GeneratedRegex(@"(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{20,1000})")]
    private static partial Regex Jwt();

    [GeneratedRegex(
        @"^[^\s]{3,250}\t(?:TRUE|FALSE)\t/[^\t\n]{0,250}\t(?:TRUE|FALSE)\t[0-9]{1,20}(?:\.[0-9]{1,9})?\t[^\t\n]{1,250}\t([^\t\r\n]{8,4096})"
    )]
    private static partial Regex CookieLine();

    [GeneratedRegex("[Bb]asic ([A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])")]
    private static partial Regex BasicCredentials();

    [GeneratedRegex("\"auth\"\\s{0,4}:\\s{0,4}\"([A-Za-z0-9+/]{8,400}={0,2})\"")]
    private static partial Regex RegistryCredentials();

    [GeneratedRegex(@"(?<![A-Za-z0-9])machine\s{1,8}[^\s]{1,200}\s{1,8}login\s{1,8}[^\s]{1,200}\s{1,8}password\s{1,8}([^\s]{6,200})")]
    private static partial Regex Netrc();
}
