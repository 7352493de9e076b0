using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace WeldExam.Architecture.Tests;

/// <summary>The product never writes set-points: what writes to a wire is called from the implementations of <c>IOutputPort</c> and nowhere else,
/// and what makes a write to a register from nowhere at all (practice: inputs, outputs, safety).</summary>
public sealed class WriteTests
{
    private static readonly string[] Programs = ["WeldExam.Drivers", "WeldExam.Station", "WeldExam.EdgeGateway", "WeldExam.Uplink"];

    /// <summary>Writes of a device or a line, and who may make them.</summary>
    public static TheoryData<string, string, string[]> Writes => new()
    {
        { "ModbusDevice", "WriteAsync", ["ModbusCoil"] },
        { "ModbusRequest", "WriteCoil", ["ModbusCoil"] },
        { "ModbusRequest", "WriteCoils", [] },
        { "ModbusRequest", "WriteRegister", [] },
        { "ModbusRequest", "WriteRegisters", [] },
        { "ModbusRequest", "MaskWrite", [] },
        { "ModbusRequest", "ReadWriteRegisters", [] },
        { "GpioController", "Write", ["GpioOutput"] },
        { "IOutputPort", "SetAsync", ["OutputKeeper"] },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public void Only_the_outputs_write(string type, string method, string[] writers) =>
        Assert.Equal(writers, Programs.SelectMany(program => CallersOf(program, type, method)).Distinct());

    [Fact]
    public void What_may_write_to_a_device_is_an_output_port()
    {
        using var file = Open("WeldExam.Drivers");
        var metadata = file.GetMetadataReader();
        var ports = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => type.GetInterfaceImplementations().Any(handle => NameOf(metadata, metadata.GetInterfaceImplementation(handle).Interface) == "IOutputPort"))
            .Select(type => metadata.GetString(type.Name));
        Assert.Equal(["GpioOutput", "ModbusCoil"], ports.Order());
    }

    [Fact]
    public void The_test_above_sees_a_call() => Assert.Contains("BusPoller", CallersOf("WeldExam.Drivers", "ModbusDevice", "ReadAsync"));

    private static SortedSet<string> CallersOf(string room, string type, string method)
    {
        using var file = Open(room);
        var metadata = file.GetMetadataReader();
        var tokens = TokensOf(metadata, type, method);
        var callers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.MethodDefinitions)
        {
            var definition = metadata.GetMethodDefinition(handle);
            if (definition.RelativeVirtualAddress == 0)
                continue;
            var code = file.GetMethodBody(definition.RelativeVirtualAddress).GetILContent();
            var owner = Outermost(metadata, definition.GetDeclaringType());
            if (owner != type && tokens.Any(token => Calls(code, token)))
                callers.Add(owner);
        }

        return callers;
    }

    // call, callvirt, newobj, ldftn and ldvirtftn carry a method's token as their four bytes.
    private static bool Calls(ImmutableArray<byte> code, int token)
    {
        for (var at = 0; at + 5 <= code.Length; at++)
        {
            var operand = code[at] is 0x28 or 0x6F or 0x73 ? at + 1 : code[at] == 0xFE && code[at + 1] is 0x06 or 0x07 ? at + 2 : -1;
            if (operand > 0 && operand + 4 <= code.Length && BitConverter.ToInt32(code.AsSpan()[operand..]) == token)
                return true;
        }

        return false;
    }

    private static List<int> TokensOf(MetadataReader metadata, string type, string method)
    {
        var defined = from handle in metadata.MethodDefinitions
                      let definition = metadata.GetMethodDefinition(handle)
                      where metadata.GetString(definition.Name) == method && metadata.GetString(metadata.GetTypeDefinition(definition.GetDeclaringType()).Name) == type
                      select System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle);
        var referred = from handle in metadata.MemberReferences
                       let reference = metadata.GetMemberReference(handle)
                       where metadata.GetString(reference.Name) == method && NameOf(metadata, reference.Parent) == type
                       select System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle);
        return [.. defined, .. referred];
    }

    private static string NameOf(MetadataReader metadata, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name),
        HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)handle).Name),
        _ => "",
    };

    // A state machine or a closure belongs to the type it was written in.
    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return metadata.GetString(type.Name);
    }

    private static PEReader Open(string room) =>
        new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{(room == "WeldExam.EdgeGateway" ? "weldexam" : room)}.dll")));
}
