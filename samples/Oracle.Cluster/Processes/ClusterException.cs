namespace OracleCluster;

/// <summary>The cluster cannot be had; the message says what is missing.</summary>
sealed class ClusterException(string message) : Exception(message);
