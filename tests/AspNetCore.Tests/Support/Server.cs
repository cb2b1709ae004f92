namespace Stackbilt.Observability.Tests;

/// <summary>What the application runs on.</summary>
public enum Server
{
    /// <summary>Sockets on the loopback interface.</summary>
    Kestrel,

    /// <summary>In memory; with its own idea of how a failed request ends.</summary>
    TestHost,
}
