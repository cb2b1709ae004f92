using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Stackbilt.Observability;

/// <summary>Checks of arguments that later platforms have themselves.</summary>
static class ArgumentChecks
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull([NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        {
            if (argument is null)
                throw new ArgumentNullException(name);
        }
    }

    extension(ArgumentException)
    {
        public static void ThrowIfNullOrWhiteSpace(
            [NotNull] string? argument, [CallerArgumentExpression(nameof(argument))] string? name = null)
        {
            ArgumentNullException.ThrowIfNull(argument, name);
            if (string.IsNullOrWhiteSpace(argument))
                throw new ArgumentException("The value is empty or blank.", name);
        }
    }
}
