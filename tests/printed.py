#!/usr/bin/python3
"""Print many workbooks with LibreOffice, all at one start, and look for what is cut off.

usage: printed.py [--pages DIRECTORY] FILE.xlsx...

The checks are those of xlsx_print.py; the PDFs stay in DIRECTORY when one is named.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

import openpyxl

sys.dont_write_bytecode = True  # the source tree stays as it is
import xlsx_print
from figures_tables import Checks
from xlsx_drawn import read_charts

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def convert(paths, directory):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to",
                    "pdf",
                    "--outdir", directory, *paths], check=True, timeout=600, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def words_of(pdf):
    """As xlsx_print.read_words(), of what is converted already."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return [[xlsx_print.Word(*map(float, found[:4]), found[4]) for found in WORD.findall(page)]
            for page in text.split("<page ")[1:]]


def look(checks, path, pdf):
    book = openpyxl.load_workbook(path)
    name = os.path.basename(path)[:-5]

    def check(holds, loses, detail=""):
        sheet, _, what = loses.partition(": ")
        return checks.say(f"{name}: {sheet}", holds, what or "the data is printed last", detail)

    xlsx_print.read_words = lambda _: words_of(pdf)
    xlsx_print.check_print(path, book, check, lambda sheet: read_charts(path, book.sheetnames.index(sheet.title) + 1))


def main(arguments):
    warnings.simplefilter("ignore")
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        print("# skipped: what the printed pages show: no LibreOffice or pdftotext here")
        return
    with tempfile.TemporaryDirectory() as directory:
        if arguments[0] == "--pages":
            directory, arguments = os.path.abspath(arguments[1]), arguments[2:]
        convert(arguments, directory)
        checks = Checks()
        for path in filter(os.path.exists, arguments):
            look(checks, path, os.path.join(directory, os.path.basename(path)[:-5] + ".pdf"))
        checks.tell()


main(sys.argv[1:])
