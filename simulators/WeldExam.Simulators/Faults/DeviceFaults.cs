using System.Collections.Immutable;

namespace WeldExam.Simulators.Faults;

/// <summary>The faults one device has now; at most one of each kind. Safe to switch from any thread.</summary>
public sealed class DeviceFaults(string device)
{
    private readonly Lock _gate = new();
    private ImmutableArray<Standing> _standing = [];
    private int _requests;

    public event EventHandler? Changed;

    public string Device { get; } = device;

    public ImmutableArray<Fault> Active => [.. _standing.Select(s => s.Fault)];

    /// <summary>Brings a fault about, in place of one of its kind.</summary>
    /// <param name="fault">What is wrong from now on.</param>
    /// <param name="requests">Clears itself after this many requests; null stands until cleared.</param>
    public void Inject(Fault fault, int? requests = null)
    {
        lock (_gate)
            _standing = [.. _standing.Where(s => s.Fault.GetType() != fault.GetType()), new Standing(fault, requests)];
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Clears the fault of the same kind, whatever its parameters.</summary>
    public void Clear(Fault fault)
    {
        lock (_gate)
            _standing = [.. _standing.Where(s => s.Fault.GetType() != fault.GetType())];
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void ClearAll()
    {
        lock (_gate)
            _standing = [];
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public T? Find<T>()
        where T : Fault
    {
        lock (_gate)
        {
            foreach (var standing in _standing)
            {
                if (standing.Fault is T found)
                    return found;
            }
        }

        return null;
    }

    public bool Has<T>()
        where T : Fault
        => Find<T>() is not null;

    /// <summary>The faults that this one request meets; counts the request.</summary>
    internal FaultsOfRequest TakeRequest()
    {
        lock (_gate)
        {
            _requests++;
            var met = new FaultsOfRequest(_standing.Select(s => s.Fault).ToImmutableArray(), _requests);
            _standing = [.. _standing.Select(s => s.AfterRequest()).Where(s => s.Left is not 0)];
            return met;
        }
    }

    private readonly record struct Standing(Fault Fault, int? Left)
    {
        public Standing AfterRequest() => this with { Left = Left - 1 };
    }
}
