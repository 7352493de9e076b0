namespace WeldExam.EdgeGateway.Running;

internal static partial class BoxLog
{
    public static void Refused(ILogger logger, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
            LogRefused(logger, problem);
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "Found on disk, not usable: {Problem}")]
    private static partial void LogRefused(ILogger logger, string problem);
}
