#!/usr/bin/env python3
"""A check of one's own: how long the oldest file of a folder has been waiting.

Settings: folder (needed), most (seconds, default 60).
"""
import json
import pathlib
import sys
import time


def look(asked):
    settings = asked["settings"]
    if "folder" not in settings:
        return {"unseen": "queue-age needs the setting folder"}
    folder = pathlib.Path(asked["directory"], settings["folder"])
    most = float(settings.get("most", 60))
    if not folder.is_dir():
        return {"unseen": f"the folder {folder} is not there"}
    ages = sorted((time.time() - it.stat().st_mtime, it.name) for it in folder.iterdir() if it.is_file())
    age, name = ages[-1] if ages else (0.0, None)
    flaws = [f"{name} has been waiting for {age:.0f} s; at most {most:.0f} s are allowed"] if age > most else []
    return {
        "facts": {"waiting": len(ages), "oldest": name, "oldestAgeSeconds": round(age, 3)},
        "flaws": flaws,
        "counts": {"waiting": len(ages)},
        "value": {"number": round(age, 3), "unit": "s"},
    }


asked = json.load(sys.stdin)
if asked["contract"] != 1:
    sys.exit(f"this program speaks contract 1, not {asked['contract']}")
json.dump(look(asked), sys.stdout)
