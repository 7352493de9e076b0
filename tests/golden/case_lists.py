"""The golden cases. Points, applied and pending deductions were worked out by hand from the paper before the program was asked."""
from dataclasses import dataclass, field

from performances import MANUAL, Part

TABLE = "安监总宣教〔2014〕139号"


@dataclass
class Case:
    name: str
    clause: str
    about: str
    part: Part
    points: str
    applied: str = ""
    pending: str = ""
    vetoed: bool = False
    paper: str = "semantics-1.yaml"
    more: dict = field(default_factory=dict)


CASES = []


def case(name, about, part, points, applied="", pending="", clause=TABLE, **other):
    CASES.append(Case(name, clause, about, part, str(points), applied, pending, **other))


def k21():
    return Part("K21")


# --- one fault per step -------------------------------------------------------------------------------------------------------------
POINTS = {
    "K21": {"1.a": 4, "2.a": 3, "3.a": 3, "4.a": 3, "5.a": 3, "6.a": 4, "11.b": 2, "12.a": 3, "19.b": 2, "20.a": 2, "21.a": 2, "22.a": 2},
    "K22": {"1.a": 4, "2.a": 2, "3.a": 2, "4.a": 3, "5.a": 2, "6.a": 2, "7.a": 3, "8.a": 4, "11.c": 2, "14.a": 3, "20.c": 2, "22.a": 1, "22.b": 1},
    "K24": {"1.a": 15, "1.b": 10, "2.a": 10, "3.a": 10, "4.a": 15, "5.a": 5, "6.a": 20, "6.b": 10, "7.a": 15, "8.a": 5, "9.a": 5},
}
POINTS["K23"] = POINTS["K22"]
for task, table in POINTS.items():
    case(f"{task}-perfect", "every step done right", Part(task).found(), 100)
    for step, lost in table.items():
        case(f"{task}-step-{step}", f"the examiner sees step {step} left out", Part(task).found(f"{task}.{step}"), 100 - lost, f"{task}.{step}")

case("K21-step-1.b-fan", "ventilation never on", k21().without("fan").found(), 98, "K21.1.b")
case("K21-step-7-main", "nothing switched on at the main switch, so no arc: each step that needs one is lost",
     k21().without("main").no_weld().found(), 60, "K21.7.a K21.11.a K21.13.a K21.14.a K21.16.a K21.17.a K21.18.a K21.19.a")
case("K21-step-8-rcd", "the RCD reads off throughout", k21().without("rcd").found(), 84, "K21.8.a K21.11.a K21.17.a K21.19.a")
case("K21-step-9-machine", "the machine's switch reads off throughout", k21().without("machine").found(), 84, "K21.9.a K21.11.a K21.16.a K21.19.a")
case("K21-step-10-clamp", "the earth clamp never leaves its rest", k21().without("clamp_rest").found(), 92, "K21.10.a K21.15.a")
case("K21-step-11-order", "RCD before the main switch", k21().moved("rcd", True, 3).found(), 95, "K21.11.a")
case("K21-step-13-none", "no trial weld: the only run counts as the trial, and nothing follows it",
     k21().no_weld().weld(20, 40).found(), 82, "K21.13.a K21.14.a")
case("K21-step-13-short", "a trial weld of 1 s", k21().no_weld().weld(12, 13).weld(20, 40).found(), 92, "K21.13.a")
case("K21-step-13-long", "a trial weld of 12 s", k21().no_weld().weld(12, 24).weld(28, 43.5).found(), 92, "K21.13.a")
case("K21-step-13-pause", "2.5 s between trial and weld, 3 s are asked", k21().no_weld().weld(14.5, 17.5).weld(20, 40).found(), 97, "K21.13.b")
case("K21-step-14-short", "10 s of arc after the trial weld", k21().no_weld().weld(12, 15).weld(20, 30).found(), 90, "K21.14.a")
case("K21-step-14-window", "8 of 23 s at 150 A, the card says 90 to 140", k21().no_weld().weld(12, 15).weld(20, 32).weld(32, 40, "150 A 24 V").found(), 92, "K21.14.b")
case("K21-step-14-gaps", "the weld breaks off twice, once is free", k21().no_weld().weld(12, 15).weld(20, 27).weld(30, 34).weld(37, 43).found(), 98, "K21.14.d")
case("K21-step-15-clamp", "the clamp stays on the piece", k21().without("clamp_rest", True).found(), 95, "K21.15.a K21.24.a")
case("K21-step-16-machine", "the machine stays on", k21().without("machine", False).found(), 92, "K21.16.a K21.19.a")
case("K21-step-17-rcd", "the RCD stays on", k21().without("rcd", False).found(), 92, "K21.17.a K21.19.a")
case("K21-step-18-main", "the main switch stays on", k21().without("main", False).found(), 97, "K21.18.a")
case("K21-step-18-residual", "30 V are left after the main switch is off: proposed, nobody has confirmed",
     k21().show(49, 63, "level voltage=30.0").found(), "open", "", "K21.18.b")
case("K21-step-19-order", "RCD off before the machine", k21().moved("rcd", False, 46).found(), 95, "K21.19.a")
case("K21-step-23-holder", "the holder is not put back", k21().without("holder_rest", True).found(), 99, "K21.23.a")

for task in ("K22", "K23"):
    t = task

    def ids(names, t=task):
        return " ".join(f"{t}.{name}" for name in names.split())

    case(f"{t}-step-1.b-fan", "ventilation never on", Part(t).without("fan").found(), 98, ids("1.b"))
    case(f"{t}-step-9-main", "nothing switched on at the main switch, so no arc", Part(t).without("main").no_weld().found(), 61,
         ids("9.a 11.b 15.a 16.a 18.a 19.a 20.a 20.b 21.a"))
    case(f"{t}-step-10-rcd", "the RCD reads off throughout", Part(t).without("rcd").found(), 88, ids("10.a 11.b 19.a 20.b"))
    case(f"{t}-step-11-machine", "the machine's switch reads off throughout", Part(t).without("machine").found(), 88, ids("11.a 11.b 18.a 20.b"))
    case(f"{t}-step-11-order", "RCD before the main switch", Part(t).moved("rcd", True, 3).found(), 97, ids("11.b"))
    case(f"{t}-step-12-clamp", "the clamp never leaves its rest", Part(t).without("clamp_rest").found(), 89, ids("12.a 13.a 17.a"))
    case(f"{t}-step-13-gas", "no gas at all", Part(t).without("gas").found(), 87, ids("13.a 16.c 21.a"))
    case(f"{t}-step-13-order", "gas before the clamp", Part(t).moved("gas", True, 7).found(), 96, ids("13.a"))
    case(f"{t}-step-15-trial", "a trial weld of 1 s", Part(t).no_weld().weld(12, 13).weld(20, 40).found(), 92, ids("15.a"))
    case(f"{t}-step-15-pause", "2.5 s between trial and weld", Part(t).no_weld().weld(14.5, 17.5).weld(20, 40).found(), 97, ids("15.b"))
    case(f"{t}-step-16-short", "10 s of arc after the trial weld", Part(t).no_weld().weld(12, 15).weld(20, 30).found(), 90, ids("16.a"))
    case(f"{t}-step-16-window", "8 of 23 s far over the card's current",
         Part(t).no_weld().weld(12, 15).weld(20, 32).weld(32, 40, "180 A 20 V" if t == "K22" else "140 A 14 V").found(), 92, ids("16.b"))
    case(f"{t}-step-16-gas", "the gas fails for 5 s of the weld", Part(t).switch(25, "gas", False).switch(30, "gas", True).found(), 94, ids("16.c"))
    case(f"{t}-step-16-gaps", "the weld breaks off twice", Part(t).no_weld().weld(12, 15).weld(20, 27).weld(30, 34).weld(37, 43).found(), 98, ids("16.d"))
    case(f"{t}-step-17-clamp", "the clamp stays on the piece", Part(t).without("clamp_rest", True).found(), 96, ids("17.a 23.b"))
    case(f"{t}-step-18-machine", "the machine stays on", Part(t).without("machine", False).found(), 94, ids("18.a 20.b"))
    case(f"{t}-step-19-rcd", "the RCD stays on", Part(t).without("rcd", False).found(), 94, ids("19.a 20.b"))
    case(f"{t}-step-20-main", "the main switch stays on, so the gas went off before it", Part(t).without("main", False).found(), 94, ids("20.a 21.a"))
    case(f"{t}-step-20-order", "RCD off before the machine", Part(t).moved("rcd", False, 46).found(), 97, ids("20.b"))
    case(f"{t}-step-21-gas", "the gas stays on", Part(t).without("gas", False).found(), 97, ids("21.a"))
    case(f"{t}-step-23-torch", "the torch is not put back", Part(t).without("torch_rest", True).found(), 99, ids("23.a"))
    case(f"{t}-veto", "3 s of arc under the pressed emergency stop, confirmed: failed with 100 points",
         Part(t).switch(35, "estop", True).switch(38, "estop", False).found().mark(64, "E-01", f"{t}.16", "confirm", f"{t}.16.v"), 100, ids("16.v"), vetoed=True)

case("K24-veto", "the examiner marks the veto: failed with 100 points", Part("K24").found("K24.6.v"), 100, "K24.6.v", vetoed=True)
case("K24-unmarked", "no electrical signal at all: without marks nothing is decided",
     Part("K24"), "open", "", " ".join(f"K24.{name}" for name in MANUAL["K24"].split()))

# --- the rules of judgement ---------------------------------------------------------------------------------------------------------
RULE1, RULE2, RULE3 = "judgement 1", "judgement 2", "judgement 3"
EARLY = k21().moved("clamp_rest", False, 18).moved("fan", True, 16)
case("K21-early-arc", "the first arc before ventilation and earth clamp", EARLY.found(), 94, "K21.1.b K21.10.a")
case("K21-stuck-once", "the electrode sticks once, which is free", k21().show(17, 18, "weld 180 A 8 V").found(), 100)
case("K21-stuck-three", "the electrode sticks three times, two too many",
     k21().show(9.5, 10.5, "weld 180 A 8 V").show(17, 18, "weld 180 A 8 V").show(42, 43, "weld 180 A 8 V").found(), 96, "K21.14.c*2")
case("K21-stuck-six", "five too many, three are counted at most",
     [p := k21(), [p.show(s, s + 1, "weld 180 A 8 V") for s in (7, 9, 16.5, 18.2, 41, 43)], p.found()][2], 94, "K21.14.c*3")
case("K21-drift-within", "the current drifts over the card's 140 A, yet within the meter's 1 A: the doubt is the candidate's",
     k21().show(20, 40, "ramp current=139.0..140.9").found(), 100, clause=RULE3)
case("K21-drift-beyond", "half of the weld surely over 141 A", k21().show(20, 40, "ramp current=139.0..143.0").found(), 92, "K21.14.b", clause=RULE3)
case("K21-sensor-lost", "the meter is silent during the whole weld: to the examiners, never a deduction",
     k21().silent(20, 40).found(), "open", "", "K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d", clause=RULE2)
case("K21-sensor-lost-marked", "the same, and the examiners decide what the machine could not",
     k21().silent(20, 40).found().mark(64, "E-01", "K21.13", "met").mark(64, "E-01", "K21.14", "met").mark(65, "E-01", "K21.14", "deduct", "K21.14.b"), 92, "K21.14.b", clause=RULE2)
case("K21-strikes-blanked", "noise blanks every strike for 0.7 s: a start or a stuck electrode may hide there, nothing is deducted",
     k21().silent(11.9, 12.6, "crc").silent(19.9, 20.6, "crc").found(), "open", "", "K21.13.a K21.13.b K21.14.a K21.14.c K21.14.d", clause=RULE2)
case("K21-strikes-blanked-briefly", "noise blanks one sample at every strike: the one before holds until the next, for 2.5 periods at most",
     k21().silent(11.95, 12.05, "crc").silent(19.95, 20.05, "crc").found(), 100, clause=RULE2)
SLOW = k21()
SLOW.meter, SLOW.hold = "refresh=0.5..1 delay=0..0", 1
case("K21-slow-meter", "a meter that refreshes once a second tells nothing of arcs", SLOW.found(), "open", "",
     "K21.1.b K21.10.a K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d K21.16.a K21.17.a K21.18.a", clause=RULE2)
OVERDUE = k21()
OVERDUE.due = "2026-11-22"
case("K21-calibration-overdue", "the meter's calibration ended yesterday: what rests on it is the examiners'", OVERDUE.found(), "open", "",
     "K21.1.b K21.10.a K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d K21.14.v K21.16.a K21.17.a K21.18.a K21.18.b", clause=RULE2)
NOCLOCK = k21()
NOCLOCK.anchored = False
case("K21-no-clock", "nobody knows the day, so nobody knows whether the calibration holds", NOCLOCK.found(), "open", "",
     "K21.1.b K21.10.a K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d K21.14.v K21.16.a K21.17.a K21.18.a K21.18.b", clause=RULE2,
     more={"notices": "noClockAnchor"})
case("K21-contradiction", "an arc while the main switch reads off: whatever rests on the switch or the meter proves nothing", k21().without("main").found(), "open", "",
     "K21.1.b K21.7.a K21.10.a K21.11.a K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d K21.14.v K21.16.a K21.17.a K21.18.a K21.18.b K21.19.a",
     clause=RULE2, more={"conflicts": "K21.C1"})


def apart(fan, meter, inputs):
    part = k21().moved("fan", True, fan)
    part.meter, part.input_delay = f"refresh=0..0 delay={meter}", f"delay={inputs}"
    return part.found()


case("K21-150ms-before", "ventilation 150 ms before the arc, by devices without delay", apart(11.85, "0..0", "0..0"), 100)
case("K21-150ms-after", "ventilation 150 ms after the arc, by devices without delay", apart(12.15, "0..0", "0..0"), 98, "K21.1.b")
case("K21-150ms-before-slow", "the same, and the meter may be 200 ms late: the order is unknown", apart(11.85, "0..0.2", "0..0"), "open", "", "K21.1.b", clause=RULE2)
case("K21-150ms-after-slow", "after the arc, and the input may be 200 ms late: unknown", apart(12.15, "0..0", "0..0.2"), "open", "", "K21.1.b", clause=RULE2)


def cut(dead, alive, reboots, anchored, again):
    """The second weld goes on until `again`; everything behind it is as much later."""
    part = k21()
    part.crash = (dead, alive, reboots, anchored)
    late = again - 40
    part.switching = [(at + late if at >= 44 else at, signal, on) for at, signal, on in part.switching]
    part.idle, part.end = [(6, 47 + late)], 60 + late
    return part


# A hole beside an arc may join runs or hide one: then "the first run" is not told, and whatever is counted from it is the examiners'.
POWER = cut(25, 32, True, True, 72).no_weld().weld(12, 15).weld(20, 25).weld(36, 72)
case("K21-power-cut", "power fails for 7 s in the weld, the box reboots, the candidate goes on: the current was right for long enough whatever happened in between, the rest is the examiners'",
     POWER.found(), "open", "", "K21.13.a K21.13.b K21.14.a K21.14.c K21.14.d K21.14.v", clause=RULE2)
case("K21-reboot-in-span", "a reboot between trial and weld: whether nothing was welded in between is unknown", cut(16, 18.5, True, True, 40).found(), "open", "",
     "K21.13.a K21.13.b K21.14.a K21.14.c K21.14.d K21.14.v", clause=RULE2)
case("K21-reboot-no-clock", "the same, and no clock tells how long it took", cut(16, 18.5, True, False, 40).found(), "open", "", "K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d K21.14.v", clause=RULE2)
PAUSED = k21().act(41, "interrupted paused detail=\"fire drill\"").act(43, "resumed paused")
case("K21-paused", "a pause in which nothing happens costs nothing and does not count as examined time", PAUSED.found(), 100, clause=RULE2, more={"examined": "58"})

case("K21-estop-obeyed", "the arc is out half a second after the emergency stop", k21().no_weld().weld(12, 15).weld(20, 38).switch(37.5, "estop", True).switch(43, "estop", False).found(), 100)
ESTOP = k21().switch(35, "estop", True).switch(43, "estop", False)
case("K21-estop-ignored", "5 s of arc under the emergency stop: the machine proposes the veto, nothing applies before an examiner confirms", ESTOP.found(), "open", "", "K21.14.v", clause=RULE1)


def estop():
    return k21().switch(35, "estop", True).switch(43, "estop", False).found()


case("K21-veto-at-100", "confirmed: failed, and the 100 points stay shown", estop().mark(64, "E-01", "K21.14", "confirm", "K21.14.v"), 100, "K21.14.v", clause=RULE1, vetoed=True)
case("K21-veto-rejected", "rejected by the examiner: no veto", estop().mark(64, "E-01", "K21.14", "reject", "K21.14.v"), 100, clause=RULE1)
STOPPED = k21().no_weld().weld(12, 15)
STOPPED.reason = "stopped"
case("K21-stopped", "the examiner ends the part for safety after the trial weld", STOPPED.found(), 82, "K21.13.a K21.14.a", more={"outcome": "stoppedForSafety"})
GAVE = k21().no_weld()
GAVE.reason = "gaveUp"
case("K21-gave-up", "the candidate gives up without an arc", GAVE.found(), 73, "K21.13.a K21.14.a K21.16.a K21.17.a K21.18.a", more={"outcome": "gaveUp"})
FAULT = k21().silent(20, 63)
FAULT.reason = "equipmentFault"
case("K21-equipment-fault", "the meter dies in the weld and the part is ended as an equipment fault", FAULT.found(), "open", "",
     "K21.13.a K21.13.b K21.14.a K21.14.b K21.14.c K21.14.d K21.16.a K21.17.a K21.18.a K21.18.b", clause=RULE2, more={"outcome": "equipmentFault"})

HASH = "sheet=" + "0" * 63 + "1"
case("K21-refused", "the candidate refuses to sign: 0 for the subject", k21().found("K21.2.a").act(70, "concluded").act(71, f"refusal candidate by=p-4711 witness=E-02 {HASH}"),
     0, "K21.2.a", more={"refused": "yes"})
case("K21-examiner-refuses", "an examiner who does not sign costs the candidate nothing",
     k21().found("K21.2.a").act(70, "concluded").act(71, f"refusal examiner by=E-02 witness=E-01 {HASH}"), 97, "K21.2.a")
case("K21-objection", "signed with an objection: the points stand",
     k21().found("K21.2.a").act(70, "concluded").act(71, f'objection candidate by=p-4711 items=K21.2 reason="I did check it" {HASH}'), 97, "K21.2.a")
case("K21-mark-after-conclusion", "what is marked after the sheet is concluded no longer counts", k21().found().act(70, "concluded").mark(71, "E-01", "K21.2", "deduct", "K21.2.a"), 100)
case("K21-disagreement", "two examiners disagree and the paper has no limit: open", k21().found().mark(65, "E-02", "K21.2", "deduct", "K21.2.a"), "open", "", "K21.2.a", clause=RULE1)


def override(times):
    part = k21().found().mark(65, "E-02", "K21.2", "deduct", "K21.2.a")
    return part.act(66, f'override K21.2.a item=K21.2 times={times} by=E-01 second=E-02 reason="seen by both" {part.command()}')


case("K21-overridden", "two people override with a reason: it applies, both values are kept", override(1), 97, "K21.2.a", clause=RULE1)
case("K21-overridden-away", "two people override a machine's verdict",
     [p := k21().without("fan").found(), p.act(66, f'override K21.1.b item=K21.1 times=0 by=E-01 second=E-02 reason="fan contact broken" {p.command()}')][1], 100, clause=RULE1)
case("K21-overridden-alone", "one person alone cannot override",
     [p := k21().without("fan").found(), p.act(66, f'override K21.1.b item=K21.1 times=0 by=E-01 second=E-01 reason="alone" {p.command()}')][1], 98, "K21.1.b", clause=RULE1,
     more={"notices": "marksLeftOut"})
case("K21-stranger", "a mark by somebody who is not assigned is left out", k21().found().mark(65, "E-99", "K21.2", "deduct", "K21.2.a"), 100, clause=RULE1, more={"notices": "marksLeftOut"})


def two(first, second, chief=None):
    part = k21()
    part.staff = part.staff + [("C-01", "chiefExaminer")]
    part.found(*first).found(*second, by="E-02")
    return part.mark(66, "C-01", chief[0].rsplit(".", 1)[0], chief[1], chief[0]) if chief else part


MARKING = {"paper": "semantics-1-marking.yaml", "clause": RULE1}
case("K21-two-agree", "both examiners saw the same", two(["K21.2.a"], ["K21.2.a"]), 97, "K21.2.a", **MARKING)
case("K21-two-within", "they differ by 2 points, which is the limit: for the candidate", two([], ["K21.20.a"]), 100, **MARKING)
case("K21-two-beyond", "they differ by 3 points: open until the chief examiner decides", two([], ["K21.2.a"]), "open", "", "K21.2.a", **MARKING)
case("K21-chief-deducts", "the chief examiner decides against the candidate", two([], ["K21.2.a"], ("K21.2.a", "deduct")), 97, "K21.2.a", **MARKING)
case("K21-chief-clears", "the chief examiner decides for the candidate", two([], ["K21.2.a"], ("K21.2.a", "met")), 100, **MARKING)
case("K21-chief-outvoted", "the chief examiner cannot outvote two who agree", two([], [], ("K21.2.a", "deduct")), 100, **MARKING)

case("K21-reject-nothing", "an examiner rejects a veto that the machine never proposed: the machine's word stands",
     k21().found().mark(64, "E-01", "K21.14", "reject", "K21.14.v"), 100, clause=RULE1)
case("K21-veto-one-examiner", "the machine saw nothing, one of two examiners marks the veto: open until the other has spoken",
     two([], []).mark(66, "E-01", "K21.14", "deduct", "K21.14.v"), "open", "", "K21.14.v", **MARKING)
case("K21-met-one-examiner", "the machine saw nothing and one of two examiners says so too: settled",
     two([], []).mark(66, "E-01", "K21.14", "met", "K21.14.v"), 100, **MARKING)
case("K42-two-within", "two checks missed says one, three the other: 2 points apart, for the candidate",
     Part("K42").found("K42.1.b*2").found("K42.1.b*3", by="E-02"), 96, "K42.1.b*2", **MARKING)

# --- tables that the examiners mark alone -------------------------------------------------------------------------------------------
for task in ("K11", "K12", "K13", "K14"):
    number = len(MANUAL[task].split())
    case(f"{task}-perfect", "everything chosen and worn right", Part(task).found(), 100)
    case(f"{task}-nothing", "nothing chosen, nothing worn: each block stops at its points", Part(task).found(*[f"{task}.{n}.a" for n in range(1, number + 1)]), 0,
         " ".join(f"{task}.{n}.a" for n in range(1, number + 1)))
case("K11-one-each", "one piece not chosen, one not worn right", Part("K11").found("K11.3.a", "K11.10.a"), 85, "K11.3.a K11.10.a")
case("K11-79.99", "a hundredth under 80", Part("K11").found("K11.1.a", "K11.9.a", "K11.10.a"), "79.99", "K11.1.a K11.9.a K11.10.a", paper="semantics-1-hundredths.yaml")
case("K11-80.00", "exactly 80", Part("K11").found("K11.9.a", "K11.10.a"), 80, "K11.9.a K11.10.a", paper="semantics-1-hundredths.yaml")
case("K31-perfect", "every hazard and measure right", Part("K31").found(), 100)
case("K31-mixed", "two hazards missed, three measures wrong", Part("K31").found("K31.1.a*2", "K31.2.a*3"), 52, "K31.1.a*2 K31.2.a*3")
case("K31-nothing", "all missed", Part("K31").found("K31.1.a*5", "K31.2.a*5"), 0, "K31.1.a*5 K31.2.a*5")
case("K41-perfect", "CPR without a fault", Part("K41").found(), 100)
case("K41-faults", "compressions too shallow in two cycles, scene not made safe", Part("K41").found("K41.1.a", "K41.7.a*2"), 89, "K41.1.a K41.7.a*2")
case("K42-perfect", "the right extinguisher, used right", Part("K42").found(), 100)
case("K42-floor", "wrong type, wind and slow: 45 lost of an item of 15", Part("K42").found("K42.2.a", "K42.2.b", "K42.2.c"), 85, "K42.2.a K42.2.b K42.2.c")
case("K42-checks", "three checks missed and the fire not swept near to far", Part("K42").found("K42.1.b*3", "K42.4.b"), 84, "K42.1.b*3 K42.4.b")
