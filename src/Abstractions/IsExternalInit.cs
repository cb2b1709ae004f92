#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>The compiler marks each <c>init</c> with it; netstandard2.0 does not have it.</summary>
static class IsExternalInit;
#else
using System.Runtime.CompilerServices;

// What was compiled against netstandard2.0 looks for it here.
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
#endif
