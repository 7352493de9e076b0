using System.CommandLine;

namespace WeldExam.Simulators.Cli;

/// <summary><c>weldexam-sim list</c>: what a scenario can be made of.</summary>
internal static class ListCommand
{
    private const string Text = """
        Device kinds
          pzem-017         DC weld meter: unit, refresh, shunt (50A 100A 200A 300A), gain
          dio-8            8 inputs (FC02: 0 main, 1 rcd, 2 machine, 3 clamp at rest, 4 holder at rest, 5 fan,
                           6 e-stop healthy, 7 gas) and 8 coils (FC01/05/15): unit
          id-card-reader   second-generation ID card reader (SDT): read_time
          table            four plain Modbus tables: unit, size
          playback         answers as a capture recorded, alone on its link: file
        Links              {tcp: PORT} (0 is chosen) or {pty: PATH} (auto is chosen), baud, bus

        Acts
          switch main|rcd|machine on|off     fan on|off               gas on|off
          clamp take | clamp put back        holder take | holder put back
          set current 115A                   strike | scratch         break arc
          weld for 20s at 115A [drift 5A] [interrupt 1s after 8s]... [spell 150A for 4s after 3s]...
          stick 0.8s                         press estop | release estop
          place card NAME                    remove card [half-way]
          fault DEVICE FAULT [for 2s] [times 3]                       clear DEVICE

        Faults
          silent           takes requests, never answers
          delay 300ms      answers late and is busy meanwhile
          late 1500ms      answers late while newer requests are taken: a stale answer
          drop 3           leaves every third request unanswered
          noise            one byte of every answer is hit (TCP: wrong protocol id)
          junk             stray bytes before every answer (TCP: an unknown transaction)
          exception 4      Modbus exception, or SW3 of the card reader
          unplug           pty and symlink gone, TCP refused; with every device of that link
          freeze           answers, but values stop changing

        Welders (generate)
          skilful | faulty, by seed

        """;

    public static Command Create()
    {
        var command = new Command("list", "Lists device kinds, links, acts and faults.");
        command.SetAction(_ => Console.Write(Text));
        return command;
    }
}
