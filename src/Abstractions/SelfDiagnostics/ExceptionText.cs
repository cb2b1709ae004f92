namespace Stackbilt.Observability;

/// <summary>
/// The texts of an exception. A class of the user's can override them: then they can throw, or come back here for ever.
/// </summary>
static class ExceptionText
{
    [ThreadStatic]
    static bool _isReading;

    /// <summary>The message; null where it cannot be read, and then <paramref name="failure"/> is what was thrown.</summary>
    public static string? MessageOf(Exception exception, out Exception? failure) =>
        Read(exception, static read => read.Message, out failure);

    /// <summary>The message with the stack; null where it cannot be read, and then <paramref name="failure"/> is what was thrown.</summary>
    public static string? WholeOf(Exception exception, out Exception? failure) =>
        Read(exception, static read => read.ToString(), out failure);

    /// <summary>The message or, where it cannot be read, the type.</summary>
    public static string Describe(Exception exception) => MessageOf(exception, out _) ?? TypeOf(exception);

    /// <summary>The message with the stack or, where it cannot be read, the type.</summary>
    public static string DescribeWhole(Exception exception) => WholeOf(exception, out _) ?? TypeOf(exception);

    static string TypeOf(Exception exception) => exception.GetType().FullName ?? nameof(Exception);

    static string? Read(Exception exception, Func<Exception, string?> read, out Exception? failure)
    {
        failure = null;
        if (_isReading)
            return null;

        _isReading = true;
        try
        {
            return read(exception);
        }
        catch (Exception thrown)
        {
            failure = thrown;
            return null;
        }
        finally
        {
            _isReading = false;
        }
    }
}
