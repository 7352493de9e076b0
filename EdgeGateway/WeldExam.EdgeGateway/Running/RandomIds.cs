using System.Security.Cryptography;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Running;

/// <summary>Ids from the system's random source.</summary>
public sealed class RandomIds : IIdSource
{
    public Guid Next() => new(RandomNumberGenerator.GetBytes(16));
}
