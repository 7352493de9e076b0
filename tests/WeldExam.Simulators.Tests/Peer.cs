using System.Net.Sockets;

namespace WeldExam.Simulators.Tests;

/// <summary>A plain client of a byte line: a path is opened as a serial port, host:port as TCP.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly List<byte> _heard = [];
    private readonly byte[] _buffer = new byte[4096];
    private Task<int>? _reading;

    private Peer(Stream stream) => _stream = stream;

    public static Peer Open(string address)
    {
        if (address.StartsWith('/'))
            return new Peer(new FileStream(address, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0));
        var client = new TcpClient { NoDelay = true };
        client.Connect("127.0.0.1", int.Parse(address.Split(':')[1]));
        return new Peer(client.GetStream());
    }

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", string.Empty));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>So many bytes, or what came until the time-out.</summary>
    public async Task<byte[]> ReceiveAsync(int count, int timeoutMilliseconds = 2000)
    {
        var until = TimeProvider.System.GetTimestamp() + (timeoutMilliseconds * TimeProvider.System.TimestampFrequency / 1000);
        while (_heard.Count < count)
        {
            _reading ??= _stream.ReadAsync(_buffer).AsTask();
            var left = TimeSpan.FromSeconds((until - TimeProvider.System.GetTimestamp()) / (double)TimeProvider.System.TimestampFrequency);
            if (left <= TimeSpan.Zero || await Task.WhenAny(_reading, Task.Delay(left)) != _reading)
                break;
            var got = await _reading;
            _reading = null;
            if (got == 0)
                break;
            _heard.AddRange(_buffer[..got]);
        }

        var bytes = _heard.Take(count).ToArray();
        _heard.RemoveRange(0, bytes.Length);
        return bytes;
    }

    public async Task<byte[]> AskAsync(byte[] request, int answerLength, int timeoutMilliseconds = 2000)
    {
        await SendAsync(request);
        return await ReceiveAsync(answerLength, timeoutMilliseconds);
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();
}
