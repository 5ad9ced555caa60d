using Slipway.Checks.Looks;

namespace Slipway.Checks.ObjectStores;

/// <summary>Who asks. Null where nobody signs.</summary>
internal sealed record S3Keys(string Access, string Secret, string? Token)
{
    public static S3Keys? Of(SettingReader settings)
    {
        var access = Word(settings, "access-key", "AWS_ACCESS_KEY_ID");
        var secret = Word(settings, "secret-key", "AWS_SECRET_ACCESS_KEY");
        var token = Word(settings, "session-token", "AWS_SESSION_TOKEN");
        if (access is null != secret is null || (access is null && token is not null))
        {
            settings.Fault(
                "s3: access-key and secret-key (or the variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) are given together."
            );
        }

        if (
            new[] { access, secret, token }.Any(it =>
                it?.Any(letter => !char.IsAscii(letter) || char.IsControl(letter) || letter == ' ') == true
            )
        )
        {
            settings.Fault("s3: a key holds characters that cannot be sent.");
        }

        return access is not null && secret is not null ? new(access, secret, token) : null;
    }

    /// <summary>A variable that is there and empty is a secret that was not given, not one that is not needed.</summary>
    private static string? Word(SettingReader settings, string setting, string variable)
    {
        var word = settings.Text(setting) ?? settings.Here.Variables.GetValueOrDefault(variable);
        if (word?.Length == 0)
        {
            settings.Fault($"s3: {setting} is empty.");
        }

        return word;
    }
}
