using System.Text.RegularExpressions;

namespace Slipway.Checklists.Configuration;

/// <summary>What a document may say of itself in its front matter: the part of the settings that gives nobody power.</summary>
internal static partial class FrontMatterKeys
{
    private static readonly IReadOnlyDictionary<string, (string Code, string Message, string Allowed)> OperatorOnly = new[]
    {
        ("secrets", "Where secrets come from"),
        ("tools", "What a program does"),
        ("checks", "Which program is a check"),
        ("signatures", "Whose name is enough"),
        ("holds", "Who has to sign"),
        ("demonstration", "Whether records are a demonstration"),
        ("sources", "Which sources are asked"),
        ("metrics", "Where numbers come from"),
        ("facts", "What shows that something works"),
        ("directory", "Where commands start"),
        ("items", "An annotation from outside"),
        ("attempts", "How often is tried again"),
        ("parallel", "How much runs side by side"),
        ("environment", "Which environment is meant"),
        ("checklist", "Which checklist is meant"),
        ("t0", "The moment T-0"),
    }.ToDictionary(
        it => it.Item1,
        it =>
            (
                "SW1201",
                $"{it.Item2} is not for a document to say.",
                "It stands in slipway.yaml of the operator. For one item, write an annotation beside it."
            )
    );

    private static readonly Shape.Keys Environment = new(
        "environment",
        [.. EnvironmentKeys.Table.All.Where(it => it.Name is "base-url" or "time-zone")]
    )
    {
        Elsewhere = OperatorOnly,
    };

    /// <summary>A variable that a document may set.</summary>
    private static readonly TextRule Variable = TextRules.VariableName;

    /// <summary>The keys under <c>slipway:</c>.</summary>
    public static Shape.Keys Table { get; } =
        new(
            "slipway",
            [
                new("people", new Shape.ListOf(PeopleKeys.DocumentPerson), "Who may sign, and in which roles."),
                EnvironmentKeys.Table.All.Single(it => it.Name == "time-zone"),
                new(
                    "variables",
                    new Shape.MapOf("variable", Variable, new Shape.Text(TextRules.Any)),
                    "Variables of commands in every environment; never secret."
                ),
                SettingsKeys.Table.All.Single(it => it.Name == "limits"),
                new(
                    "environments",
                    new Shape.MapOf("environment", TextRules.EnvironmentName, Environment),
                    "What is known of the environments: base-url and time-zone."
                ),
            ]
        )
        {
            Elsewhere = OperatorOnly,
        };

    /// <summary>
    /// Whether a variable decides which program runs or what it loads. A document that could set it could make a harmless command
    /// do anything, unseen.
    /// </summary>
    public static bool IsPower(string variable) => Power().IsMatch(variable);

    [GeneratedRegex(
        "^(?:PATH|HOME|SHELL|ENV|IFS|CDPATH|PS4|PAGER|EDITOR|VISUAL|BROWSER|BASH.*|PROMPT_COMMAND|LD_.*|DYLD_.*|GIT_.*|SSH_.*|PYTHON.*|PERL5.*|RUBY.*|GEM_.*"
            + "|NODE_.*|NPM_CONFIG_.*|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|MAVEN_OPTS|GRADLE_OPTS|DOTNET_.*|CORECLR_.*|COMPLUS_.*"
            + "|DOCKER_.*|COMPOSE_.*|KUBECONFIG|AWS_.*|AZURE_.*|GOOGLE_.*|CLOUDSDK_.*|VAULT_.*|PG.*|MYSQL.*|REDISCLI_.*|HTTPS?_PROXY|ALL_PROXY|NO_PROXY"
            + "|CURL_.*|WGETRC|SSL_CERT_.*|REQUESTS_CA_BUNDLE|MAKE.*|SLIPWAY.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Power();
}
