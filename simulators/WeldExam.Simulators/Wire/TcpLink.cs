using System.Net;
using System.Net.Sockets;

namespace WeldExam.Simulators.Wire;

/// <summary>A TCP port on loopback with any number of clients. Port 0 is chosen once and kept over unplugging.</summary>
internal sealed class TcpLink : Link
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<TcpTalk> _talks = [];
    private readonly List<Task> _running = [];
    private readonly Func<IConversation> _converse;
    private readonly TimeProvider _clock;
    private Socket? _listener;
    private int _port;

    public TcpLink(int port, Func<IConversation> converse, TimeProvider clock)
    {
        (_port, _converse, _clock) = (port, converse, clock);
        Plug();
    }

    public override string Address => $"127.0.0.1:{_port}";

    public override void Plug()
    {
        lock (_gate)
        {
            if (_listener is not null || _stop.IsCancellationRequested)
                return;
            _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, _port));
            _listener.Listen(16);
            _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
            Track(AcceptAsync(_listener, _stop.Token));
        }
    }

    public override void Unplug()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var talk in _talks)
                talk.Reset();
            _talks.Clear();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Unplug();
        _listener?.Dispose();
        Task[] running;
        lock (_gate)
            running = [.. _running];
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private async Task AcceptAsync(Socket listener, CancellationToken cancel)
    {
        try
        {
            while (Admit(listener, await listener.AcceptAsync(cancel)))
            {
                // one client after the other
            }
        }
        catch (Exception e) when (TcpTalk.IsClosing(e))
        {
            // unplugged or disposed
        }
    }

    private bool Admit(Socket listener, Socket client)
    {
        lock (_gate)
        {
            if (_listener != listener)
            {
                client.Dispose(); // unplugged between accept and here
                return false;
            }

            client.NoDelay = true;
            Track(ServeAsync(client, _stop.Token));
            return true;
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken cancel)
    {
        using var talk = new TcpTalk(client, _converse(), _clock);
        _talks.Add(talk);
        await talk.ServeAsync(cancel);
        lock (_gate)
            _talks.Remove(talk);
    }

    private void Track(Task task)
    {
        _running.RemoveAll(t => t.IsCompletedSuccessfully);
        _running.Add(task);
    }
}
