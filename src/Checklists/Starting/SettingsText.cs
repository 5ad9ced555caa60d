using System.Text.Json;

namespace Slipway.Checklists.Starting;

/// <summary>Writes a first <c>slipway.yaml</c>: what is certain stands in it, what only people know stands beside it as a comment.</summary>
internal static class SettingsText
{
    /// <summary>The file.</summary>
    /// <param name="checklist">Path of the checklist, relative to the file.</param>
    /// <param name="hasDatabase">Whether the example of a database is of use.</param>
    public static string Write(string checklist, bool hasDatabase) =>
        $$"""
            # What the checklist does not say: where, by whom, within which limits. It belongs to the operator.
            # Every key: slipway schema settings

            checklist: {{Quoted(checklist)}}

            # Who may sign, in the roles that the checklist names.
            # people:
            #   - name: Ada Lovelace
            #     roles: [Technical lead]

            environments:
              production:
                # What paths such as /health are appended to.
                # base-url: https://example.org
                # time-zone: Europe/Berlin
                # "by-name" lets a name alone satisfy a hold: for a demonstration, or a team of one.
                signatures: recorded
                # Variables of commands; never secret.
                # variables: {REGION: eu-1}
                # Secrets say where they come from: {env: NAME}, {file: path} or {command: ...}.
                # secrets:
                #   DB_PASSWORD: {env: PRODUCTION_DB_PASSWORD}
            {{(hasDatabase ? Database : "")}}    # Where the numbers of the checklist come from.
                # metrics:
                #   error rate: {check: http, url: /metrics/error-rate}

            # Time limit of one attempt at a step.
            limits:
              default: 10m

            # What your own programs do; what is not known counts as a change.
            # tools:
            #   mytool status: reads

            """;

    private const string Database = """
            # sources:
            #   main: {postgresql: "Host=db;Database=app;Username=release;Password=${DB_PASSWORD}"}

        """;

    /// <summary>A text in double quotes as JSON writes it, which is YAML too.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
