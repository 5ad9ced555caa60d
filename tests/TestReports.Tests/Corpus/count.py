#!/usr/bin/env python3
"""Counts the XML of this corpus by other means than the reader: the whole tree in memory, and one expression a rule.

Usage: count.py   compares with expected.tsv and tells the lines that differ.
Repeats are folded where expected.tsv says that the tool repeats rows (pytest, gradle, go, nextest).
"""
import os
import sys
import xml.etree.ElementTree as tree

HERE = os.path.dirname(os.path.abspath(__file__))
BAD = {"failure": 2, "error": 3, "skipped": 1, "warning": 1}
WORDS = {"notrun": 1, "disabled": 1, "suppressed": 1, "skipped": 1, "fail": 2}
TRX = {"Passed": 0, "Warning": 0, "Failed": 2, "NotExecuted": 1, "Inconclusive": 1}


def local(element):
    return element.tag.split("}")[-1]


def junit(root):
    rows, outside, reruns = {}, 0, 0
    suites = [it for it in root.iter() if local(it) == "testsuite"] or [root]
    if local(root) == "testsuites":
        suites = [root] + suites
    number = 0
    for at, suite in enumerate(suites):
        broke = sum(1 for it in suite if local(it) in ("error", "failure"))
        cases = [it for it in suite if local(it) == "testcase"]
        inner = [it for it in suite if local(it) == "testsuite"]
        declared = int(suite.get("errors") or 0) + int(suite.get("failures") or 0)
        if local(suite) == "testsuite" and not cases and not inner and not broke and declared:
            broke = 1
        outside += broke
        for case in cases:
            worst = max([BAD.get(local(it), 0) for it in case] + [WORDS.get(case.get("status", ""), 0), WORDS.get(case.get("result", ""), 0)])
            early = sum(1 for it in case if local(it).startswith("flaky"))
            late = sum(1 for it in case if local(it).startswith("rerun"))
            number += 1
            yield_key = number
            names = (case.get("classname"), case.get("name"))
            if FOLD == "stress":
                yield_key = (suite.get("name", "").split("@stress-")[0],) + names
            elif FOLD == "all":
                yield_key = (at,) + names
            elif FOLD == "failed":
                yield_key = (at,) + names
                if yield_key in rows and rows[yield_key][-1][0] < 2:
                    yield_key = number
            second = any((it.get("message") or "").startswith("failed on teardown") for it in case)
            if yield_key in rows and second and rows[yield_key][-1][0] == 2:
                rows[yield_key][-1] = (max(worst, 2), early)
                continue
            rows.setdefault(yield_key, []).append((worst, early))
            reruns += early + late
    reruns += sum(len(it) - 1 for it in rows.values())
    ends = [it[-1][0] for it in rows.values()]
    flaky = sum(1 for it in rows.values() if it[-1][0] == 0 and (any(x[0] >= 2 for x in it) or any(x[1] for x in it)))
    return len(ends), ends.count(2), ends.count(3) + outside, ends.count(1), flaky, reruns


def trx(root):
    leaves = [it for it in root.iter() if local(it) == "UnitTestResult" and not any(local(x) == "InnerResults" for x in it)]
    ends = [TRX.get(it.get("outcome"), 3) for it in leaves]
    return len(ends), ends.count(2), ends.count(3), ends.count(1), 0, 0


def main():
    global FOLD
    differ = counted = 0
    for line in open(os.path.join(HERE, "expected.tsv"), encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        file, form, dialect, _, *numbers = line.rstrip("\n").split("\t")
        FOLD = {"pytest": "all", "gotestsum": "all", "go-junit-report": "all", "gradle": "failed"}.get(dialect, "")
        if "stress" in file:
            FOLD = "stress"
        if form not in ("junit-xml", "trx"):
            continue
        root = tree.parse(os.path.join(HERE, file)).getroot()
        found = junit(root) if form == "junit-xml" else trx(root)
        counted += 1
        if list(found) != [int(it) for it in numbers[:6]]:
            differ += 1
            print(file, "expected", numbers[:6], "counted", found)
    print(counted, "files counted,", differ, "differ")
    return differ


sys.exit(main())
