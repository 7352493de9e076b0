namespace WeldExam.Drivers.ModbusServer;

/// <summary>What a look at the bytes of a serial line found.</summary>
internal enum ServedTake
{
    /// <summary>Nothing whole yet.</summary>
    More = 0,

    Request = 1,

    /// <summary>A frame of others, or bytes to be dropped; there may be more behind.</summary>
    Skip = 2,

    /// <summary>No frame is known to begin before the line has fallen silent.</summary>
    Lost = 3,
}
