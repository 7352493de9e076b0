using WeldExam.Ingest.Configuration;

namespace WeldExam.Ingest.Hosting;

/// <summary>One centre a data folder: two over one database would throw each other off the broker and both answer for the same boxes.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="ConfigurationException">Another process has the folder, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([$"{folder}: 另一个中心正在使用此数据目录，或目录不可写 · another centre keeps its data here, or it cannot be written: {fault.Message}"]);
        }
    }

    public void Dispose() => _file.Dispose();
}
