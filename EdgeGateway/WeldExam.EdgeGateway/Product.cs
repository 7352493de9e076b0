using System.Reflection;

namespace WeldExam.EdgeGateway;

/// <summary>The program itself.</summary>
internal static class Product
{
    public static string Version { get; } = typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
