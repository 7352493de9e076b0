using System.Net.Sockets;

namespace WeldExam.Simulators.Wire;

/// <summary>One client of a TCP link.</summary>
internal sealed class TcpTalk(Socket client, IConversation talk, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1);

    /// <summary>Whether an exception only says that this end or the other has closed.</summary>
    public static bool IsClosing(Exception e) => e is OperationCanceledException or ObjectDisposedException or SocketException;

    /// <summary>Serves until the client leaves, breaks the protocol or is reset.</summary>
    public async Task ServeAsync(CancellationToken cancel)
    {
        await Task.Yield(); // the caller holds a gate and has yet to enter this task in its table
        var late = new List<Task>();
        var buffer = new byte[1024];
        try
        {
            while (await client.ReceiveAsync(buffer, cancel) is > 0 and var count && talk.Take(buffer.AsSpan(0, count)))
            {
                while (talk.TryAnswer(out var answer))
                {
                    if (answer.IsLate)
                        late.Add(SendLateAsync(answer, cancel));
                    else
                        await SendAsync(answer, cancel);
                }
            }
        }
        catch (Exception e) when (IsClosing(e))
        {
            // the client left, or we are unplugged
        }

        client.Dispose();
        await Task.WhenAll(late);
    }

    /// <summary>Cuts the connection with a reset, as when a cable box loses power.</summary>
    public void Reset() => client.Close(0);

    public void Dispose()
    {
        client.Dispose();
        _sending.Dispose();
    }

    private async Task SendLateAsync(Outgoing answer, CancellationToken cancel)
    {
        try
        {
            await SendAsync(answer, cancel);
        }
        catch (Exception e) when (IsClosing(e))
        {
            // the client did not wait for it
        }
    }

    private async Task SendAsync(Outgoing answer, CancellationToken cancel)
    {
        if (answer.Wait > TimeSpan.Zero)
            await Task.Delay(answer.Wait, clock, cancel);
        await _sending.WaitAsync(cancel);
        try
        {
            for (var rest = answer.Bytes; !rest.IsEmpty;)
                rest = rest[await client.SendAsync(rest, cancel)..];
        }
        finally
        {
            _sending.Release();
        }
    }
}
