using System.Globalization;
using System.Text;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>A profile as a technician would write it, with as many float channels as wanted, read every 100 ms.</summary>
internal static class FloatProfile
{
    public static DeviceProfile Of(int channels, string from, string link)
    {
        var text = new StringBuilder($$"""
            profile: 1
            name: Floats
            maker: none
            source: benchmark
            quality: { hardware: not-seen, checked: [{ what: values, against: simulator, where: here }], todo: [nothing - there is no such device], exempt: [] }
            link: {{link}}
            poll: { period: 100, responseTimeout: 100, longestAnswer: 200 }
            channels:

            """);
        for (var index = 0; index < channels; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  - channel: value-{{index}}
                    kind: analog
                    from: {{from}}
                    address: {{2 * index}}
                    format: float
                    wordOrder: high-first
                    scale: { exponent: -1, rounding: nearest }
                    unit: A
                    valid: { min: -100000, max: 100000 }
                    uncertainty: { ofReadingPpm: 10000, absolute: 1 }
                    refresh: { min: 10, max: 100 }
                    delay: { min: 0, max: 100 }
                    poweredBy: station

                """);
        }

        var reading = ProfileFile.Read(Encoding.UTF8.GetBytes(text.ToString()), "floats");
        return reading.Profile ?? throw new InvalidOperationException(string.Join('\n', reading.Errors));
    }
}
