#!/usr/bin/env python3
"""Writes the journals of the golden cases from short descriptions. A case that is there already is left alone: its journal may have been
edited by hand since. What is expected of each was derived by a person from the paper, and stands beside it here.
  tests/golden/write_cases.py           writes the cases that are missing
  tests/golden/write_cases.py --again   writes all of them anew
The expected sheets are not written here: CONTRIBUTING.md says how."""
import hashlib
import pathlib
import sys

from case_lists import CASES
from sitting_lists import SITTINGS

HERE = pathlib.Path(__file__).parent


def write(folder, files):
    if folder.exists() and "--again" not in sys.argv:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def expect(points, applied, pending, vetoed, more):
    lines = [f"points: {points}", f"applied: {applied or 'none'}", f"pending: {pending or 'none'}", f"vetoed: {'yes' if vetoed else 'no'}"]
    return "\n".join(lines + [f"{name}: {value}" for name, value in more.items()]) + "\n"


for case in CASES:
    paper = HERE / "papers" / case.paper
    write(HERE / "cases" / case.name, {
        "journal.txt": case.part.journal(hashlib.sha256(paper.read_bytes()).hexdigest()),
        "paper": case.paper + "\n",
        "expect": expect(case.points, case.applied, case.pending, case.vetoed, case.more),
        "about.md": f"{case.clause}: {case.about}\n",
    })

for sitting in SITTINGS:
    paper = HERE / "papers" / sitting.paper
    digest = hashlib.sha256(paper.read_bytes()).hexdigest()
    files = {f"{name}.txt": part.journal(digest) for name, part in sitting.parts.items()}
    files["paper"] = sitting.paper + "\n"
    files["parts"] = "".join(f"{name} journal={number:032x} root={hashlib.sha256(name.encode()).hexdigest()}\n" for number, name in enumerate(sitting.parts, 1))
    files["expect"] = "".join(f"{name}: {value}\n" for name, value in sitting.expected.items())
    files["about.md"] = f"{sitting.clause}: {sitting.about}\n"
    write(HERE / "sittings" / sitting.name, files)
