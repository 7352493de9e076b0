namespace WeldExam.Simulators;

/// <summary>The simulated time of one station: everything that touches the model first brings it up to now, in 10 ms steps, under one lock.</summary>
/// <remarks>So what a client reads depends on when it asks, never on how often: the same seed and script give the same physics at any polling.</remarks>
internal sealed class Timeline(TimeProvider clock, Action<TimeSpan> step)
{
    /// <summary>100 Hz: a tenth of the fastest sampling that an exam rests on.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly long _started = clock.GetTimestamp();
    private long _steps;
    private bool _isStepping;

    /// <summary>Timestamp of the clock at simulated zero.</summary>
    public long Started => _started;

    /// <summary>The last step taken. Read it inside <see cref="Enter{T}"/>.</summary>
    public TimeSpan Now => _steps * Step;

    public T Enter<T>(Func<T> touch)
    {
        lock (_gate)
        {
            if (_isStepping)
                return touch(); // an act of this very step
            _isStepping = true;
            try
            {
                for (var due = clock.GetElapsedTime(_started).Ticks / Step.Ticks; _steps < due;)
                    step(++_steps * Step);
            }
            finally
            {
                _isStepping = false; // a broken step shows again at the next touch, instead of time standing still
            }

            return touch();
        }
    }
}
