using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Audit;

/// <summary>Follows current and voltage of one meter through the examined time, pair by pair.</summary>
internal sealed class WeldReadings : IDisposable
{
    private const int FewestPairs = 100;
    private const int FewestDifferent = 20;
    private const int FrozenRefreshes = 10;
    private const decimal WeldingAmperes = 15;
    private const decimal NoVolts = 1;

    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Electrode = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(0.5);

    private readonly Channel? _current;
    private readonly Channel? _voltage;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<(long, long)> _different = [];
    private readonly Stretches _still;
    private readonly Stretches _dead = new(Dead, Break);
    private readonly Stretches _long = new(Electrode, Break);
    private (long Amperes, long Volts) _before;
    private int _pairs;

    public WeldReadings(PartOpening part)
    {
        _current = part.Channels.FirstOrDefault(channel => channel.Signal == "current");
        _voltage = part.Channels.FirstOrDefault(channel => channel.Signal == "voltage" && channel.Device == _current?.Device);
        var refresh = _current is null ? TimeSpan.Zero : _current.Refresh.Max > _current.Period ? _current.Refresh.Max : _current.Period;
        _still = new(refresh * FrozenRefreshes > Frozen ? refresh * FrozenRefreshes : Frozen, Break + refresh);
    }

    public ImmutableArray<string> StillAt(MonotonicTick start) => _still.Since(start);

    public ImmutableArray<string> DeadAt(MonotonicTick start) => _dead.Since(start);

    public ImmutableArray<string> LongAt(MonotonicTick start) => _long.Since(start);

    /// <summary>Null until enough different readings were taken.</summary>
    public Hash256? Fingerprint() => _pairs >= FewestPairs && _different.Count >= FewestDifferent ? Hash256.FromBytes(_hash.GetCurrentHash()) : null;

    public void Take(Samples samples)
    {
        if (_current is null || _voltage is null || Column(samples, _current) is not { } amperes || Column(samples, _voltage) is not { } volts)
            return;
        for (var row = 0; row < samples.At.Length; row++)
        {
            if (amperes.Quality[row] == Quality.Good && volts.Quality[row] == Quality.Good)
                Take(samples.At[row], amperes.Values[row], volts.Values[row]);
        }
    }

    public void Dispose() => _hash.Dispose();

    private void Take(MonotonicTick at, long amperes, long volts)
    {
        if (_current!.InUnits(amperes) < WeldingAmperes)
            return;
        Span<byte> pair = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(pair, amperes);
        BinaryPrimitives.WriteInt64BigEndian(pair[sizeof(long)..], volts);
        _hash.AppendData(pair);
        _pairs++;
        if (_different.Count < FewestDifferent)
            _different.Add((amperes, volts));
        _long.Take(at, begins: false);
        _still.Take(at, begins: (amperes, volts) != _before);
        _before = (amperes, volts);
        if (_voltage!.InUnits(volts) < NoVolts)
            _dead.Take(at, begins: false);
    }

    private static SampleColumn? Column(Samples samples, Channel channel)
    {
        foreach (var column in samples.Columns)
        {
            if (column.Channel == channel.Id)
                return column;
        }

        return null;
    }
}
