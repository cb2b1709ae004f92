using System.Collections.Concurrent;

namespace Stackbilt.Observability.Tests;

/// <summary>What grains leave behind, and the signal that it waits for; by the name that a test gives it.</summary>
static class Left
{
    public static ConcurrentDictionary<string, Task> Behind { get; } = new();

    public static ConcurrentDictionary<string, TaskCompletionSource> Go { get; } = new();
}
