#!/usr/bin/python3
"""Offices such as no one hopes for: for tests/stress.sh.

usage: stress_offices.py DIRECTORY

Makes DIRECTORY/NAME.ini and, where it has tasks, DIRECTORY/NAME.csv for each office: words without
blanks, texts as long as may be,
odd letters, too many tasks, none at all.
"""

import csv
import datetime
import os
import sys

OFFICE = """[organisation]
name1 = LIÊN MINH HỢP TÁC XÃ
name2 = THÀNH PHỐ TÂN GIANG
short = LMHTX
place = Tân Giang
[report]
language = vi
addressee1 = Liên minh HTX Việt Nam
recipient1 = Như trên
recipient2 = "Lưu: VT, KHTH"
authority = TM. BAN THƯỜNG VỤ
title = CHỦ TỊCH
signer = Lương Thế Khải
[plan CTR]
kind = programme
year = 2025
number = 03/CTr-LMHTX
date = 2025-01-06
title = Công tác năm 2025
"""
CAMPAIGN = """[plan KH]
kind = campaign
year = 2025
number = 07/KH-LMHTX
date = 2025-01-10
title = Chiến dịch hai mươi sáu tuần
"""
WORD = "Nghiêng" * 28 + "Ngựa"  # 200 letters, no blank
SENTENCE = "Phối hợp với các sở, ngành, địa phương tổ chức tuyên truyền về hợp tác xã kiểu mới. "
LONG = (SENTENCE * 30)[:1999].strip() + "!"
RESULT = (SENTENCE * 50)[:2990].strip() + " Hết kết quả."
SIGNS = ["=1+1", "+84 912 345 678 gọi cho chủ nhiệm", "-5 độ C: chống rét", "@ban_tuyen_truyen",
         "=HYPERLINK(\"http://a.b\")", "<b>đậm</b> & \"ngoặc\" 'đơn'", "kết thúc ]]> ở giữa", "tách dấu: e\u0302\u0301",
         "_x0041_ và _x000D_", "\ta \u00a0 b", "%s %d {total} ${x}", "'nháy đầu",
         "https://lienminhhtx.example.vn/van-ban/2025/" + "a" * 120]
# Letters that not every printer has: looked for in the cells only.
LETTERS = ["🎉🌾 lễ ra quân 👩\u200d🌾", "٣٤ العربية", "汉字 và ｆｕｌｌ", "a\u0336b\u0336", "o\u031b\u0300 ư\u0323"]


def write(directory, name, ini, rows):
    with open(os.path.join(directory, name + ".ini"), "w", encoding="utf-8") as file:
        file.write(ini)
    if rows:
        with open(os.path.join(directory, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)), lineterminator="\n")
            out.writeheader()
            out.writerows(rows)


def units(*names):
    return "".join(f"[unit {code}]\nname = {name}\n" for code, name in names)


THREE = units(("VP", "Văn phòng"), ("KHTH", "Phòng Kế hoạch - Tổng hợp"), ("QUY", "Quỹ không có việc"))


def task(month, lead, title, **others):
    return {"month": f"2025-{month:02}", "lead": lead, "title": title, **others}


def texts():
    rows = [task(3, "VP", WORD), task(3, "VP", LONG, status="done", done="2025-03-20", result=RESULT, note=WORD),
            task(3, "VP", "Một việc thường", status="done", done="2025-04-05", result=WORD, evidence="12/BC-LMHTX"),
            task(4, "VP", LONG[:600] + " " + WORD, key="yes"), task(3, "KHTH", "Việc có nhiều đơn vị phối hợp",
                                                                    **{"with": "Văn phòng;" + WORD})]
    return rows + odd(SIGNS)


def odd(words):
    return [task(3 + n % 2, ("VP", "KHTH")[n % 2], text, result=text, note=text, area=text[:60], assignee=text[:60],
                 status=("done", "doing")[n % 2], done=("2025-03-21", "")[n % 2]) for n, text in enumerate(words)]


def weeks():
    rows = []
    for n in range(26):
        monday = datetime.date(2025, 1, 6) + datetime.timedelta(days=7 * n)
        rows.append({"number": f"{n // 5 + 1}.{n % 5 + 1}", "section": f"{n // 5 + 1}. Đợt {n // 5 + 1}",
                     "lead": "VP",
                     "title": f"Hoạt động của tuần thứ {n + 1}" + (" " + LONG[:300] if n == 3 else ""),
                     "when": f"ngày {monday:%d/%m/%Y}", "place": WORD if n == 4 else "Hội trường",
                     "budget": "Ngân sách"})
    return rows


def main(directory):
    write(directory, "texts", OFFICE + THREE, texts())
    write(directory, "letters", OFFICE + THREE, odd(LETTERS))
    crowd = [task(3, "KHTH", f"Việc thứ {n + 1} của phòng, làm cùng các đơn vị khác",
                  status="done" if n % 3 else "todo",
                  done="2025-03-10" if n % 3 else "", assignee=f"Người thứ {n % 40 + 1}") for n in range(300)]
    write(directory, "crowd", OFFICE + THREE, crowd)
    many = [(f"D{n:02}", f"Trung tâm Hỗ trợ phát triển hợp tác xã và Xúc tiến thương mại khu vực liên huyện số {n:02}")
            for n in range(1, 41)]
    write(directory, "many", OFFICE + units(*many), [task(n % 3 + 2, code, f"Việc của {name}", area=f"Xã thứ {n}")
                                                     for n, (code, name) in enumerate(many * 2)])
    write(directory, "empty", OFFICE + CAMPAIGN + THREE, [])
    write(directory, "weeks", OFFICE + CAMPAIGN + THREE, weeks())


main(sys.argv[1])
