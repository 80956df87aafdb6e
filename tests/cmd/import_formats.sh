# shellcheck shell=sh
# import: the encodings and the tables that offices send, and what cannot be taken sent back.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho empty
cp -R empty city
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"
htxplan list --format csv --columns id,month,lead,title >"$TMP/want.csv"

# ---- Encodings ----

cat >"$TMP/encode.py" <<'PYTHON'
"""encode.py ENCODING: UTF-8 on standard input to an encoding that offices still have."""
import sys, unicodedata
TCVN3 = dict(zip(
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    bytes.fromhex("a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4"
                  "d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe")))

def cp1258(c):
    """The Windows keyboard writes a tone as a mark behind its letter."""
    try:
        return c.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", c)
        tone = next(p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", parts.replace(tone, ""))
        return base.encode("cp1258") + tone.encode("cp1258")

def tcvn3(c):
    return bytes([TCVN3[c]]) if c in TCVN3 else c.encode("ascii")

text, name = sys.stdin.buffer.read().decode("utf-8"), sys.argv[1]
if name == "plain":  # what TCVN3 can write: its capitals have no tones, it has no curly quotes
    text = "".join(line for line in text.splitlines(True) if not line.isupper())
    for old, new in ("“", '"'), ("”", '"'), ("–", "-"), ("…", "..."):
        text = text.replace(old, new)
    text = "".join(c if c < "\x7f" or c in TCVN3 else c.lower() for c in text).encode()
elif name in ("cp1258", "tcvn3"):
    text = b"".join(map(globals()[name], text))
elif name == "nfd":
    text = unicodedata.normalize("NFD", text).encode()
else:
    text = ("\ufeff" + text.replace("\n", "\r\n")).encode(name)
sys.stdout.buffer.write(text)
PYTHON
encode() {
    python3 "$TMP/encode.py" "$1"
}
tasks() { # FILE: what an empty office reads out of it
    rm -rf "$TMP/office"
    cp -R "$TMP/empty" "$TMP/office"
    (
        cd "$TMP/office"
        htxplan -q import "$@" >"$TMP/out" &&
            htxplan list --format csv --columns id,month,lead,title
    )
}
for encoding in utf-8 utf-16-le utf-16-be cp1258 nfd; do
    encode $encoding <chuong-trinh-2025.txt >"$TMP/encoded.txt"
    tasks "$TMP/encoded.txt" >"$TMP/got.csv" || true
    same "a programme in $encoding is the same programme" "$TMP/got.csv" "$TMP/want.csv"
done
encode plain <chuong-trinh-2025.txt >"$TMP/plain.txt"
encode tcvn3 <"$TMP/plain.txt" >"$TMP/encoded.txt"
tasks "$TMP/plain.txt" >"$TMP/plain.csv"
tasks "$TMP/encoded.txt" >"$TMP/got.csv" || true
same 'a programme in TCVN3 is the same programme' "$TMP/got.csv" "$TMP/plain.csv"
tasks --encoding tcvn3 "$TMP/encoded.txt" >"$TMP/got.csv" || true
same '... and when the encoding is named' "$TMP/got.csv" "$TMP/plain.csv"
htxplan import -n "$TMP/encoded.txt" >"$TMP/out" 2>"$TMP/err"
check '... and it is said what it was read as' grep -q 'encoded.txt: .*tcvn3' "$TMP/err"

# ---- Tables ----

# rows: the tasks that were added last, without their ids
rows() {
    htxplan list --text 'việc thử' --format csv --columns month,lead,title,with,start,due,status,progress,done,note
}
head=month,lead,title,with,start,due,status,progress,done,note
cat >"$TMP/excel.csv" <<'CSV'
LIÊN MINH HTX THÀNH PHỐ;;;;;
BẢNG GIAO VIỆC;;;;;
;;;;;
STT;Nội dung công việc;Đơn vị phối hợp;Hạn hoàn thành;Tình hình thực hiện;Ghi chú
(1);(2);(3);(4);(5);(6)
Tháng 4;;;;;
I;VĂN PHÒNG;;;;
1;Việc thử một;Phòng Kế hoạch - Tổng hợp, Quỹ Hỗ trợ phát triển HTX;15/04/2025;đang thực hiện;gấp
2;"Việc thử ""hai""; có dấu;
xuống dòng";Sở Công Thương;;chưa thực hiện;
II. PHÒNG THÔNG TIN - TUYÊN TRUYỀN;;;;;
3;Việc thử ba;;2025-04-20;;
CSV
sed 's/$/\r/' "$TMP/excel.csv" | { printf '\357\273\277' && cat; } >excel.csv
says "a table as Excel saves it (BOM, ';', title and group rows) comes in" \
    '3 added, 0 updated, 0 unchanged, 276 missing' htxplan import excel.csv
cp "$TMP/.stderr" warnings
check 'a co-ordinator that is no unit is kept and named' grep -q 'excel.csv:9: warning: .*Sở Công Thương' warnings
rows >got.csv
same 'month and unit of the rows above, days as Vietnam writes them' got.csv - <<CSV
$head
2025-04,VP,Việc thử một,KHTH;QUY,2025-04-01,2025-04-15,doing,,,gấp
2025-04,VP,"Việc thử ""hai""; có dấu; xuống dòng",Sở Công Thương,2025-04-01,2025-04-30,todo,,,
2025-04,TTTT,Việc thử ba,,2025-04-01,2025-04-20,todo,,,
CSV
says 'the same table again changes nothing' '0 added, 0 updated, 3 unchanged, 276 missing' \
    htxplan -q import excel.csv
encode utf-16-le <<'TSV' >unicode.txt
Tháng	Chủ trì	Nội dung	Tiến độ	Tình trạng	Ngày hoàn thành	Chi nhánh
Thg5-25	vp	Việc thử bốn	50 %	Đang thực hiện		Bắc
Mar-25	PHONG KE HOACH TONG HOP	Việc thử năm	100	Hoàn thành	05/4/2025	Nam
6/2025	P. Kế hoạch-Tổng hợp	Việc thử sáu	100	hoàn thành
TSV
fails "Excel's Unicode text with a short row is named with its line" 1 'unicode.txt:4: ' \
    htxplan import unicode.txt
encode utf-16-le <<'TSV' >unicode.txt
Tháng	Chủ trì	Nội dung	Tiến độ	Tình trạng	Ngày hoàn thành	Chi nhánh
Thg5-25	vp	Việc thử bốn	50 %	Đang thực hiện		Bắc
Mar-25	PHONG KE HOACH TONG HOP	Việc thử năm	100	Hoàn thành	05/4/2025	Nam
6/2025	P. Kế hoạch-Tổng hợp	Việc thử sáu	100	hoàn thành		
TSV
check "Excel's Unicode text comes in, months as Excel has them" htxplan import --done-on 2025-04-02 unicode.txt
cp "$TMP/.stdout" out
check 'it is said how many tasks were done on a day nobody gave' grep -q '^1 task .*without a date' out
htxplan list --text 'thử' --format csv --columns month,lead,title,progress,status,done,'Chi nhánh' |
    grep -E 'bốn|năm|sáu' >got.csv
same 'a column that is no field is kept' got.csv - <<'CSV'
2025-03,KHTH,Việc thử năm,100,done,2025-04-05,Nam
2025-05,VP,Việc thử bốn,50,doing,,Bắc
2025-06,KHTH,Việc thử sáu,100,done,2025-04-02,
CSV
printf 'sep=|\nid|status\n2025-05-VP-02|doing\n' >bar.csv
says "a 'sep=' line is honoured" '0 added, 1 updated, 0 unchanged, 281 missing' htxplan import bar.csv
says 'a delimiter may be named' '0 added, 1 updated, 0 unchanged, 281 missing' sh -c '
    printf "id\tstatus\n2025-05-VP-03\tdoing\n" | htxplan import --delimiter tab -'
printf '\n[columns]\nresult = Đã làm được\n' >>htxplan.ini
printf 'Mã,Đã làm được\n2025-05-VP-03,Xong phần đầu\n' >own.csv
check "the office's own column heads are known" htxplan import own.csv
says '... and fill their field' 'Xong phần đầu' sh -c "
    htxplan show 2025-05-VP-03 --format csv | python3 -c 'import csv, sys
print(next(csv.DictReader(sys.stdin))[\"result\"])'"

# ---- Rejects ----

cat >mixed.csv <<'CSV'
title,lead,month
Việc thử tốt,VP,2025-07
"Việc thử ""xấu"", dài",VPP,2025-07
Việc thử thiếu,VP
Việc thử tốt hai,KHTH,2025-07
CSV
fails 'good rows wait for the bad ones' 1 'mixed.csv:3: ' htxplan import mixed.csv
says 'with leave the good rows come in' '2 added, 0 updated, 0 unchanged, 282 missing' \
    htxplan import --skip-bad --rejects rejects.csv mixed.csv
check 'the reason stands beside each rejected row' grep -q "VPP.*no unit 'VPP'" rejects.csv
sed 's/VPP,2025-07,.*/VP,2025-07,/; s/^Việc thử thiếu,VP.*/Việc thử thiếu,VP,2025-07,/' rejects.csv >mended.csv
says 'the mended rejects come in as they are' '2 added, 0 updated, 0 unchanged, 284 missing' \
    htxplan import mended.csv
says 'with no column of reasons' 0 sh -c 'head -n 1 plans/CTR2025.csv | grep -c reason || :'
says 'the mended original then changes nothing' '0 added, 0 updated, 4 unchanged, 282 missing' sh -c '
    sed "s/VPP/VP/; s/thiếu,VP/&,2025-07/" mixed.csv | htxplan import -'
sed 's/^2. Phòng Kế hoạch - Tổng hợp:$/2. Phòng Kế hoạch mới:/' chuong-trinh-2025.txt >bad.txt
tasks --skip-bad --rejects "$TMP/rejects.txt" "$TMP/city/bad.txt" >got.csv 2>"$TMP/err" || true
check 'rejected items of a programme are kept with line and reason' grep -q '^# 32: no unit' "$TMP/rejects.txt"
