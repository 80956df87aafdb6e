#!/usr/bin/python3
"""Does the record explain why a report made later differs from the one that was sent?

    explain.py SENT.xlsx NOW.xlsx LOG.csv

Every task whose row of the sheet "Dữ liệu" differs must be named by the log, and something differs.
"""
import csv
import sys

import openpyxl


def tasks(path):
    rows = openpyxl.load_workbook(path)["Dữ liệu"].iter_rows(min_row=2, values_only=True)
    return {row[0]: row for row in rows}


sent, now = tasks(sys.argv[1]), tasks(sys.argv[2])
with open(sys.argv[3], encoding="utf-8") as file:
    logged = {row["id"] for row in csv.DictReader(file)}
differ = {id for id in sent.keys() | now.keys() if sent.get(id) != now.get(id)}
if not differ:
    sys.exit("nothing differs: the later changes are not in the report")
if differ - logged:
    sys.exit("not explained by the log: " + " ".join(sorted(differ - logged)))
