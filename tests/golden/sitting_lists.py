"""The golden sittings: parts of several boxes and the one total they make, worked out by hand."""
from dataclasses import dataclass

from case_lists import TABLE
from performances import Part


@dataclass
class Sitting:
    name: str
    clause: str
    about: str
    parts: dict
    expected: dict
    paper: str = "semantics-1.yaml"


def at(task, station, *faults, **other):
    return Part(task, station=station, box=f"box-{station}", **other).found(*faults)


BROKEN = Part("K21", station="3", box="box-3").silent(20, 63)
BROKEN.reason = "equipmentFault"
SITTINGS = [
    Sitting("moved-to-booth-5", TABLE, "K1 at the desk, K2 cut by a fault at booth 3 and repeated at booth 5, K3 and K4 elsewhere: one total of four boxes",
            {"K1-desk": at("K11", "desk", "K11.3.a"), "K2-booth-3": BROKEN.found(), "K2-booth-5": at("K21", "5", "K21.2.a", replaces=f"{2:032x}"),
             "K3-screen": at("K31", "screen", "K31.1.a*1"), "K4-yard": at("K42", "yard")},
            {"outcome": "passed", "total": "95.4", "open": "none", "replaced": f"{2:032x}"}),
    Sitting("not-repeated-yet", TABLE, "the part cut by a fault counts for nothing until it is repeated",
            {"K1": at("K11", "desk"), "K2": Part("K21", station="3", box="box-3").silent(20, 63).found(), "K3": at("K31", "screen"), "K4": at("K42", "yard")},
            {"outcome": "incomplete", "total": "open", "open": "K2: equipment fault, to be repeated", "replaced": "none"}),
    Sitting("total-80.00", TABLE, "K3 lost altogether and nothing else: exactly 80 passes",
            {"K1": at("K11", "desk"), "K2": at("K21", "5"), "K3": at("K31", "screen", "K31.1.a*5", "K31.2.a*5"), "K4": at("K41", "yard")},
            {"outcome": "passed", "total": "80", "open": "none", "replaced": "none"}, paper="semantics-1-hundredths.yaml"),
    Sitting("total-79.99", TABLE, "and a hundredth less fails",
            {"K1": at("K11", "desk", "K11.2.a"), "K2": at("K21", "5"), "K3": at("K31", "screen", "K31.1.a*5", "K31.2.a*5"), "K4": at("K41", "yard")},
            {"outcome": "failed", "total": "79.99", "open": "none", "replaced": "none"}, paper="semantics-1-hundredths.yaml"),
    Sitting("total-79.998", TABLE, "79.998 is not rounded up to 80.00",
            {"K1": at("K11", "desk", "K11.1.a"), "K2": at("K21", "5"), "K3": at("K31", "screen", "K31.1.a*5", "K31.2.a*5"), "K4": at("K41", "yard")},
            {"outcome": "failed", "total": "79.998", "open": "none", "replaced": "none"}, paper="semantics-1-hundredths.yaml"),
    Sitting("all-gas", TABLE, "the same for gas cutting, on one box: the sum of 20, 40, 20 and 20 percent",
            {"K1": at("K14", "1", "K14.9.a"), "K2": at("K24", "1", "K24.2.a"), "K3": at("K31", "1", "K31.2.a*1"), "K4": at("K41", "1", "K41.1.a")},
            {"outcome": "passed", "total": "91.4", "open": "none", "replaced": "none"}),
]
SITTINGS[1].parts["K2"].reason = "equipmentFault"
