namespace Stackbilt.Observability.Tests;

/// <summary>Throws at one call out and nowhere else: one exception of its own, which can be told from any other.</summary>
sealed class Thrower(string callOut)
{
    int _thrown;

    public UnreadableException Exception { get; } = new();

    public bool IsOn { get; set; } = true;

    public bool HasThrown => Volatile.Read(ref _thrown) != 0;

    /// <summary>Called by everything that can throw, with its name.</summary>
    public void At(string reached)
    {
        if (reached != callOut || !IsOn)
            return;

        Volatile.Write(ref _thrown, 1);
        throw Exception;
    }
}
