using Microsoft.Extensions.Logging;
using WeldExam.Exam.Journal;

namespace WeldExam.Station.Flow;

/// <summary>What a station's log says. No personal data.</summary>
internal static partial class StationLog
{
    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Station {Station}: identity accepted: {Accepted} {Reason}")]
    public static partial void Identity(this ILogger logger, string station, bool accepted, string reason);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Information, Message = "Station {Station}: part {Journal} opened, task {Task}")]
    public static partial void Opened(this ILogger logger, string station, JournalId journal, string task);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Information, Message = "Station {Station}: part {Journal} taken up again")]
    public static partial void Resumed(this ILogger logger, string station, JournalId journal);

    [LoggerMessage(EventId = 3104, Level = LogLevel.Error, Message = "Station {Station}: not recorded: {Fault}")]
    public static partial void NotRecorded(this ILogger logger, string station, string fault);

    [LoggerMessage(EventId = 3105, Level = LogLevel.Warning, Message = "Station {Station}: storage faulted: {Faulted} {Fault}")]
    public static partial void Storage(this ILogger logger, string station, bool faulted, string fault);

    [LoggerMessage(EventId = 3106, Level = LogLevel.Error, Message = "Station {Station}: part {Journal} waits for paper {Paper}")]
    public static partial void PaperGone(this ILogger logger, string station, JournalId journal, string paper);
}
