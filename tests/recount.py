#!/usr/bin/python3
"""Have LibreOffice count every formula of many workbooks again, all at one start.

usage: recount.py FILE.xlsx...

The cached values are made wrong first, so that right ones can only have been counted.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def spoil(path, to):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = re.sub(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>987654\2", text)
            new.writestr(name, text)


def recount(paths, directory):
    os.makedirs(os.path.join(directory, "profile", "user"))
    with open(os.path.join(directory, "profile", "user", "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(ALWAYS)
    os.makedirs(os.path.join(directory, "wrong"))
    wrong = [os.path.join(directory, "wrong", os.path.basename(path)) for path in paths]
    for path, to in zip(paths, wrong):
        spoil(path, to)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to",
                    "xlsx",
                    "--outdir", os.path.join(directory, "right"), *wrong], check=True, timeout=300,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [os.path.join(directory, "right", os.path.basename(path)) for path in paths]


def values(path):
    return {(sheet.title, cell.coordinate): cell.value for sheet in openpyxl.load_workbook(path, data_only=True)
            for row in sheet.iter_rows() for cell in row}


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 0.01
    return (a or "") == (b or "") or not a and not b


def compare(path, again):
    formulas = [(sheet.title, cell.coordinate) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()
                for cell in row if cell.data_type == "f"]
    kept, counted = values(path), values(again)
    other = [(place, kept[place], counted.get(place)) for place in formulas
             if not same(kept[place], counted.get(place))]
    name = os.path.basename(path)[:-5]
    print("not ok -" if other else "ok -", f"{name}: each figure shown is what its formula counts ({len(formulas)})")
    if other:
        print("#  ", len(other), other[:4])


def main():
    warnings.simplefilter("ignore")
    if not shutil.which("soffice"):
        print("# skipped: whether LibreOffice counts the same: it is not here")
        return
    with tempfile.TemporaryDirectory() as directory:
        paths = [path for path in sys.argv[1:] if os.path.exists(path)]
        for path, again in zip(paths, recount(paths, directory)):
            compare(path, again)


if __name__ == "__main__":
    main()
