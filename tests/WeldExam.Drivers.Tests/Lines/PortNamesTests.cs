using WeldExam.Drivers.Lines;
using Xunit;

namespace WeldExam.Drivers.Tests.Lines;

/// <summary>Over a folder that looks as udev and sysfs lay out two adapters, one with a serial number and one without.</summary>
public sealed class PortNamesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("weldexam-ports-").FullName;
    private readonly PortNames _names;

    public PortNamesTests()
    {
        _names = new PortNames(_root);
        Plug("ttyUSB0", "1-1", "FT4XA2PQ", "usb-FTDI_FT232R_USB_UART_FT4XA2PQ-if00-port0");
        Plug("ttyUSB1", "1-2", null, "usb-1a86_USB_Serial-if00-port0");
        Plug("ttyUSB2", "1-3", "0001\n", "usb-Silicon_Labs_CP2102_0001-if00-port0");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_number_is_refused_and_the_serial_number_advised() =>
        Assert.Equal(
            $"is numbered in the order of plugging in; write {In("dev/serial/by-id/usb-FTDI_FT232R_USB_UART_FT4XA2PQ-if00-port0")}",
            _names.WhyNot(In("dev/ttyUSB0")));

    [Theory]
    [InlineData("ttyUSB1", "1-2")]
    [InlineData("ttyUSB2", "1-3")]
    public void Without_a_serial_number_of_its_own_the_socket_is_advised(string port, string socket) =>
        Assert.EndsWith($"write {In($"dev/serial/by-path/pci-{socket}")}", _names.WhyNot(In($"dev/{port}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("dev/serial/by-id/usb-FTDI_FT232R_USB_UART_FT4XA2PQ-if00-port0")]
    [InlineData("dev/serial/by-path/pci-1-2")]
    [InlineData("dev/ttyAMA0")]
    [InlineData("dev/ttyS1")]
    [InlineData("dev/pts/3")]
    [InlineData("dev/serial/by-id/usb-not-plugged-in")]
    public void A_lasting_name_is_taken(string path) => Assert.Null(_names.WhyNot(In(path)));

    [Fact]
    public void A_name_that_all_adapters_of_a_kind_share_is_refused() =>
        Assert.Equal(
            $"names every adapter of this kind, for it has no serial number of its own; write {In("dev/serial/by-path/pci-1-2")}",
            _names.WhyNot(In("dev/serial/by-id/usb-1a86_USB_Serial-if00-port0")));

    [Fact]
    public void A_number_that_is_not_plugged_in_is_refused_too() =>
        Assert.Contains("plug it in", _names.WhyNot(In("dev/ttyACM7")), StringComparison.Ordinal);

    private string In(string path) => Path.Combine(_root, path);

    private void Plug(string port, string socket, string? serial, string id)
    {
        var usb = In($"sys/devices/usb1/{socket}");
        Directory.CreateDirectory(Path.Combine(usb, $"{socket}:1.0", port));
        File.WriteAllText(Path.Combine(usb, "idVendor"), "1a86\n");
        if (serial is not null)
            File.WriteAllText(Path.Combine(usb, "serial"), serial);
        Directory.CreateDirectory(In($"sys/class/tty/{port}"));
        Directory.CreateSymbolicLink(In($"sys/class/tty/{port}/device"), Path.Combine(usb, $"{socket}:1.0", port));
        Directory.CreateDirectory(In("dev/serial/by-id"));
        Directory.CreateDirectory(In("dev/serial/by-path"));
        File.WriteAllText(In($"dev/{port}"), "");
        File.CreateSymbolicLink(In($"dev/serial/by-id/{id}"), In($"dev/{port}"));
        File.CreateSymbolicLink(In($"dev/serial/by-path/pci-{socket}"), In($"dev/{port}"));
    }
}
