using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>Keeps the good samples of some channels, so that an explanation can name values.</summary>
internal sealed class SampleTap(IEnumerable<Channel> channels)
{
    private readonly Dictionary<string, (Channel Channel, List<(long At, long Value)> Samples)> _kept =
        channels.DistinctBy(channel => channel.Signal).ToDictionary(channel => channel.Signal, channel => (channel, new List<(long, long)>()));

    public void Take(Samples samples, long offset)
    {
        foreach (var (channel, kept) in _kept.Values)
        {
            foreach (var column in samples.Columns.Where(column => column.Channel == channel.Id))
            {
                for (var i = 0; i < samples.At.Length; i++)
                {
                    if (column.Quality[i] == Quality.Good)
                        kept.Add((samples.At[i].Microseconds + offset, column.Values[i]));
                }
            }
        }
    }

    /// <summary>The least and the greatest sample in a stretch, in the signal's unit.</summary>
    public (decimal Least, decimal Most)? Between(string signal, Stretch stretch)
    {
        if (!_kept.TryGetValue(signal, out var kept))
            return null;
        var first = kept.Samples.BinarySearch((stretch.From, long.MinValue));
        (long Least, long Most)? range = null;
        for (var i = first < 0 ? ~first : first; i < kept.Samples.Count && kept.Samples[i].At < stretch.To; i++)
        {
            var value = kept.Samples[i].Value;
            range = range is var (least, most) ? (Math.Min(least, value), Math.Max(most, value)) : (value, value);
        }

        return range is var (low, high) ? (kept.Channel.InUnits(low), kept.Channel.InUnits(high)) : null;
    }
}
