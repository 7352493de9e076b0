namespace WeldExam.Uplink.Link;

/// <summary>One message to or from a broker.</summary>
/// <param name="Topic">Its topic name.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="Delivery">How it is to be delivered.</param>
/// <param name="IsRetained">The broker keeps it, or had kept it.</param>
public sealed record BrokerMessage(string Topic, ReadOnlyMemory<byte> Payload, Delivery Delivery = Delivery.AtLeastOnce, bool IsRetained = false);

/// <summary>MQTT quality of service, as far as we use it.</summary>
public enum Delivery
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
