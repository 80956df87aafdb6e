#!/usr/bin/python3
"""A unit's return: read its tasks as CSV on standard input, fill in what came of them, and write the
table as the unit sends it, CSV or .xlsx by the name of the file.

    returns.py FILE LAST_DAY < tasks.csv
"""
import csv
import datetime
import sys

HEAD = ["Mã", "Nội dung công việc", "Trạng thái", "Tiến độ", "Ngày hoàn thành", "Kết quả"]


def answer(number, task, last_day):
    """What the unit says of its number-th task: mostly done, some of it late, some still going on."""
    if number % 6 == 5:
        return ["Chưa thực hiện", "", None, "Chờ kinh phí"]
    if number % 6 == 2:
        return ["Đang thực hiện", 60, None, "Đã qua bước chuẩn bị"]
    late = 3 if number % 6 == 3 else -2
    return ["Hoàn thành", 100, last_day + datetime.timedelta(days=late), "Xong việc thứ %d" % (number + 1)]


def rows(tasks, last_day):
    for number, task in enumerate(tasks):
        status, progress, done, result = answer(number, task, last_day)
        yield [task["id"], task["title"], status, progress, done, result]


def write_csv(path, lines):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\r\n")
        out.writerow(HEAD)
        for line in lines:
            out.writerow([cell.strftime("%d/%m/%Y") if isinstance(cell, datetime.date) else cell or ""
                          for cell in line])


def write_xlsx(path, lines):
    import openpyxl
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kết quả"
    sheet.append(["BÁO CÁO KẾT QUẢ CỦA ĐƠN VỊ"])
    sheet.append([])
    sheet.append(HEAD)
    for line in lines:
        sheet.append(line)
        sheet.cell(sheet.max_row, 5).number_format = "dd/mm/yyyy"
    book.save(path)


def main():
    path, day = sys.argv[1], datetime.date.fromisoformat(sys.argv[2])
    lines = list(rows(csv.DictReader(sys.stdin), day))
    (write_xlsx if path.endswith(".xlsx") else write_csv)(path, lines)


main()
