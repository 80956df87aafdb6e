# shellcheck shell=sh
# Lives at random: whatever is done to a plan is on record, can be taken back, and done again.
# slow
. tests/lib.sh
. tests/office
cd "$TMP"
cat >activities.csv <<'CSV'
TT,Nội dung,Đơn vị chủ trì,Đơn vị phối hợp,Thời gian
1.1,Treo băng rôn,VP,"KHTH, QUY",tháng 4
1.2,Viết bài,TTTT,,trước ngày 11/4
1.10,Gặp mặt,KHTH,Sở Công Thương,11/4/2025
2.1,Thi đua,VP,,quý II
2.2,Tổng kết,KHTH,VP,
CSV
for seed in 1 2 3 4; do
    example thanh-pho "$seed"
    (
        cd "$seed"
        printf '\n[plan KH01]\nkind = campaign\nyear = 2025\ntitle = Tháng hành động\n' >>htxplan.ini
        htxplan -q import --plan CTR2025 chuong-trinh-2025.txt
        htxplan -q import --plan KH01 ../activities.csv
    ) >"$seed.out"
    (cd "$seed" && python3 "$TOP/tests/life.py" "$seed" 30)
done
