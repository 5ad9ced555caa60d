namespace Slipway.Checks.Secrets;

/// <summary>Passwords that documents and local set-ups use, and that hide nothing.</summary>
internal static class WeakWords
{
    private static readonly HashSet<string> Usual = new(
        "password passwd pass passw0rd pw pwd secret admin administrator root user username test tester guest postgres postgresql mysql mariadb mongo mongodb redis rabbitmq sa app api token key db database default none null empty local localhost dev develop development demo changeit hunter2 supersecret topsecret mysecretpassword mypassword mypass my-password yourpassword string value foo bar baz x y z abc abcd 123 1234 12345 s3cret s3cr3t letmein minioadmin guestguest credentials auth".Split(
            ' '
        ),
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Usual.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a password is one of them, or no other word than the user's name.</summary>
    public static bool IsUsual(ReadOnlySpan<char> password, ReadOnlySpan<char> user = default) =>
        password.Length < 3 || Lookup.Contains(password) || password.Equals(user, StringComparison.OrdinalIgnoreCase);
}
