namespace Stackbilt.Observability.Tests;

/// <summary>What goes wrong in a handler.</summary>
sealed class DeckIsEmpty() : Exception("no card is left");
