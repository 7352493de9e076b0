"""Parts as candidates perform them, as transcripts (docs/TRANSCRIPT.md). Times are seconds since the examined time began."""
BOOT = "00000001000000000100000000000000"
NEXT_BOOT = "00000002000000000100000000000000"
SITTING = "00000009000000000000000000000000"
WEIGHED = {"K11": "K1", "K12": "K1", "K13": "K1", "K14": "K1", "K21": "K2", "K22": "K2", "K23": "K2", "K24": "K2", "K31": "K3", "K41": "K4", "K42": "K4"}
CARDS = {
    "K21": 'card 111 diameter=3.2 consumable="E4303 batch 7" position=PA plate="Q235 6 mm" piece=P-17 window=90..140',
    "K22": 'card 135 diameter=1.2 consumable="ER50-6 batch 3" position=PA plate="Q235 3.2 mm" piece=P-18 window=110..150',
    "K23": 'card 141 diameter=2 consumable="ER50-6 batch 4" position=PA plate="pipe 60x5" piece=P-19 window=75..100',
}
WELDS = {"K21": "115 A 24 V", "K22": "130 A 20 V", "K23": "88 A 12 V"}


def clock(seconds):
    return f"{seconds:.6f}".rstrip("0").rstrip(".")


class Part:
    """A candidate who does everything right in a minute; each method spoils something or lets somebody act."""

    def __init__(self, task, station="3", box="box-3", replaces=None, day="2026-11-23"):
        self.task, self.station, self.box, self.replaces, self.day = task, station, box, replaces, day
        self.electric = task in CARDS
        self.end, self.reason, self.commands = 60, "finished", 0
        self.meter, self.due, self.anchored = "refresh=0..0 delay=0..0", "2027-01-01", True
        self.input_delay, self.every, self.hold, self.crash = "delay=0..0", "0.1", None, None
        self.staff = [("E-01", "examiner"), ("E-02", "examiner")]
        self.acts, self.switching, self.readings, self.welds = [], [], [], []
        if not self.electric:
            return
        self.rest = "holder_rest" if task == "K21" else "torch_rest"
        self.switches = ["main", "rcd", "machine", "clamp_rest", self.rest, "fan", "estop"] + ([] if task == "K21" else ["gas"])
        for at, signal, on in [(2, "fan", True), (4, "main", True), (5, "rcd", True), (6, "machine", True), (8, "clamp_rest", False),
                               (10, self.rest, False), (44, self.rest, True), (45, "clamp_rest", True), (47, "machine", False), (48, "rcd", False), (49, "main", False)]:
            self.switch(at, signal, on)
        if task != "K21":
            self.switch(9, "gas", True).switch(51, "gas", False)
        self.idle = [(6, 47)]
        self.weld(12, 15).weld(20, 40)

    def switch(self, at, signal, on):
        self.switching.append((at, signal, on))
        return self

    def without(self, signal, on=None):
        self.switching = [s for s in self.switching if s[1] != signal or (on is not None and s[2] != on)]
        return self

    def moved(self, signal, on, at):
        return self.without(signal, on).switch(at, signal, on)

    def weld(self, start, stop, what=None):
        self.welds.append((start, stop, what or WELDS[self.task]))
        return self

    def no_weld(self):
        self.welds.clear()
        return self

    def show(self, start, stop, what):
        self.readings.append(f"{clock(start)}..{clock(stop)} {what}")
        return self

    def silent(self, start, stop, quality="timeout"):
        return self.show(start, stop, f"silent {quality}")

    def act(self, at, text):
        self.acts.append((at, text))
        return self

    def command(self):
        self.commands += 1
        return f"command={self.commands:08x}000000000000000000000000"

    def mark(self, at, by, item, kind, deduction=None, times=1):
        named = f" deduction={deduction}" if deduction else ""
        return self.act(at, f"mark {item} {kind}{named} times={times} by={by} {self.command()}")

    def found(self, *deductions, by="E-01", unmarked=()):
        """That examiner marks every deduction that is the examiners' to judge: met, or deducted with the times that stand behind a *."""
        faults = {d.split("*")[0]: int((d.split("*") + ["1"])[1]) for d in deductions}
        for deduction in manual(self.task):
            if deduction not in unmarked:
                item = deduction.rsplit(".", 1)[0]
                times = faults.pop(deduction, 0)
                self.mark(self.end + 3, by, item, "deduct" if times else "met", deduction, times)
        assert not faults, faults
        return self

    def opening(self, paper):
        text = [f"opened part point=HB-01 station={self.station} box={self.box}",
                f"part {WEIGHED[self.task]} {self.task} sitting={SITTING} candidate=p-4711 subjects=K1,K2,K3,K4 attempt=1 mode=practice form=instrumented test=yes"
                + (f" replaces={self.replaces}" if self.replaces else ""),
                f"paper weld-2024-hebei-sample hash={paper} semantics=1"]
        if self.electric:
            text.append(CARDS[self.task])
            for number, (signal, unit, doubt) in enumerate([("current", "A", 10), ("voltage", "V", 2)]):
                text.append(f"channel {number} {signal} analog device=meter unit={unit} exponent=-1 uncertainty=0ppm+{doubt} period=0.1 {self.meter} power=station due={self.due}")
            for number, signal in enumerate(self.switches, 2):
                text.append(f"channel {number} {signal} switch device=inputs exponent=0 uncertainty=0ppm+0 period=0.05 refresh=0..0 {self.input_delay} power=station")
        return "\n    ".join(text)

    def state(self, signal, at):
        on = signal.endswith("_rest")
        for moment, name, now in sorted(self.switching, key=lambda s: s[0]):
            if name == signal and moment <= at:
                on = now
        return "on" if on else "off"

    def meter_lines(self, start, stop):
        hold = f" hold={self.hold}" if self.hold else ""
        lines = [f"{clock(start)}..{clock(stop)} meter current=0 voltage=0 every={self.every}{hold}"]
        lines += [f"{clock(a)}..{clock(b)} level voltage=68.0" for a, b in self.idle]
        lines += [f"{clock(a)}..{clock(b)} weld {what}" for a, b, what in self.welds]
        return lines + self.readings

    def journal(self, paper):
        entries = [(-20, self.opening(paper))]
        if self.anchored:
            entries.append((-19, f"clock {self.day}T08:00:00+00:00 ntp within=0.005"))
        entries.append((-18, "assigned\n    " + "\n    ".join(f"{who} {role}" for who, role in self.staff)))
        entries.append((-17, "identity accepted\n    idCard passed device=r\n    roster passed device=r"))
        if self.electric:
            entries += [(-16, f"input {signal} {self.state(signal, -16)}") for signal in self.switches]
            entries += [(at, f"input {signal} {'on' if on else 'off'} after={clock(at - 0.05)}") for at, signal, on in self.switching]
        entries += [(0, f"started by=E-01 {self.command()}"), (self.end, f"ended {self.reason} by=E-01 {self.command()}")]
        entries = sorted(entries + self.acts, key=lambda e: e[0])
        stop = self.end + 3
        lines = ["transcript 1"]
        if self.crash is None:
            lines.append(f"recorder epoch=0 boot={BOOT} origin=100")
            meter = self.meter_lines(-12, stop) if self.electric else []
            told = [f"{clock(at)} {text}" for at, text in entries]
            return "\n".join(lines + told[:1] + meter + told[1:]) + "\n"
        dead, alive, reboots, anchored = self.crash
        lines.append(f"recorder epoch=0 boot={BOOT} origin=100")
        told = [f"{clock(at)} {text}" for at, text in entries if at <= dead]
        lines += told[:1] + self.meter_lines(-12, dead) + told[1:]
        # after a reboot the clock starts anew: 7 s old when the recorder goes on
        lines.append(f"recorder epoch=1 boot={NEXT_BOOT if reboots else BOOT} origin={clock(7 - alive) if reboots else 100}")
        lines += self.meter_lines(alive, stop)
        lines.append(f"{clock(alive)} resumed recorderStopped")
        if anchored:
            seconds = 19 + alive
            lines.append(f"{clock(alive)} clock {self.day}T08:00:{seconds:06.3f}+00:00 rtc within=1")
        lines += [f"{clock(alive)} input {signal} {self.state(signal, alive)}" for signal in self.switches]
        lines += [f"{clock(at)} {text}" for at, text in entries if at > alive]
        return "\n".join(lines) + "\n"


MANUAL = {
    "K21": "1.a 2.a 3.a 4.a 5.a 6.a 11.b 12.a 19.b 20.a 21.a 22.a",
    "K22": "1.a 2.a 3.a 4.a 5.a 6.a 7.a 8.a 11.c 14.a 20.c 22.a 22.b",
    "K24": "1.a 1.b 2.a 3.a 4.a 5.a 6.a 6.b 6.v 7.a 8.a 9.a",
    "K31": "1.a 2.a",
    "K41": "1.a 2.a 3.a 4.a 4.b 5.a 6.a 7.a 8.a 9.a 9.b 10.a 11.a",
    "K42": "1.a 1.b 2.a 2.b 2.c 3.a 3.b 3.c 4.a 4.b 4.c 5.a 6.a 7.a",
    "K11": " ".join(f"{n}.a" for n in range(1, 16)),
    "K12": " ".join(f"{n}.a" for n in range(1, 15)),
}
MANUAL["K23"] = MANUAL["K22"]
MANUAL["K13"] = MANUAL["K14"] = MANUAL["K12"]


def manual(task):
    return [f"{task}.{name}" for name in MANUAL[task].split()]
