namespace Slipway.Cli.Terminal;

/// <summary>What shares the terminal with questions.</summary>
internal interface IStage
{
    /// <summary>Keeps everything else off the terminal while a person is asked.</summary>
    Task<T> AloneAsync<T>(Func<Task<T>> ask);
}

/// <summary>Nothing is drawn, so nothing has to go.</summary>
internal sealed class OpenStage : IStage
{
    public static OpenStage Instance { get; } = new();

    public Task<T> AloneAsync<T>(Func<Task<T>> ask) => ask();
}
