# shellcheck shell=sh
# import when the disk is full, the output cannot be written, or someone else writes: the plan is
# as it was.
. tests/lib.sh
. tests/office
cd "$TMP"
example thanh-pho city
cp -R city fresh
: >fresh/journal.csv
cd city
htxplan -q import chuong-trinh-2025.txt >"$TMP/out"

refuses 'onto a full disk, nothing is said to be imported' 'cannot write' \
    onto_a_full_disk htxplan import ket-qua.csv
refuses 'nor into a pipe that nobody reads' 'cannot write' \
    python3 -c '
import os, subprocess, sys
read, write = os.pipe()
os.close(read)
sys.exit(subprocess.call(["htxplan", "import", "-v", "ket-qua.csv"], stdout=write))'

# A limit on the size of files stops the plan file at some sizes, and the journal at others.
limited() { # BLOCKS COMMAND...
    (
        trap '' XFSZ
        ulimit -f "$1"
        shift
        "$@"
    )
}
for blocks in 8 40 100 140 160 210; do
    refuses "a write that stops at $blocks blocks changes nothing" 'cannot write' \
        limited "$blocks" htxplan import ket-qua.csv
done
cd ../fresh
for blocks in 8 100 150; do
    refuses "nor does the first import, at $blocks blocks" 'cannot write' \
        limited "$blocks" htxplan import chuong-trinh-2025.txt
done

# A disk that is really full, where one can be had.
disk=$TMP/disk
mkdir "$disk"
if mount -t tmpfs -o size=1m none "$disk" 2>"$TMP/err"; then
    trap 'cd /; umount "$disk"' EXIT
    cp -R ../city/. "$disk"
    cd "$disk"
    filler=$disk/filler
    for free in 0 8 32 72 80 88; do
        free_now=$(df -k --output=avail "$disk" | tail -n 1)
        head -c $(((free_now - free) * 1024)) /dev/zero >"$filler"
        refuses "with $free KiB left on the disk nothing changes" 'cannot write' \
            htxplan import ket-qua.csv
        rm "$filler"
    done
    says 'with room again the same import is whole' '0 added, 76 updated, 0 unchanged, 200 missing' \
        htxplan import ket-qua.csv
    cd "$TMP"
else
    skip 'a full disk: only root can mount one'
fi

cp -R "$TMP/city" "$TMP/closed"
cd "$TMP/closed"
refuses 'with a closed output nothing is imported' 'cannot write' \
    into_a_closed_output htxplan import ket-qua.csv

# ---- Permissions and the lock ----

cd "$TMP/city"
if [ "$(id -u)" = 0 ]; then
    skip 'a directory that may not be written: root may write everywhere'
else
    chmod a-w plans
    refuses 'a plan that may not be written is left alone' 'cannot write' htxplan import ket-qua.csv
    chmod u+w plans
fi
exec 9>>.lock
if flock -n 9 2>"$TMP/err"; then
    refuses 'while someone else writes, nothing does' 'is being changed by' \
        htxplan import --wait 0 ket-qua.csv
    says 'but a reader never waits' 276 htxplan list --count
    keeps 'nor does a dry run' htxplan import --dry-run ket-qua.csv
    exec 9>&-
else
    skip 'the lock: no flock'
fi

# ---- What does not change the plan ----

keeps 'a dry run changes nothing' htxplan import --dry-run ket-qua.csv
cp "$TMP/.stdout" dry-run.txt
check '... and says what would' grep -q "^2025-01-VP-01: status: .*todo.* -> .*done" dry-run.txt
check '... with the counts of a real run' grep -Fxq '0 added, 76 updated, 0 unchanged, 200 missing' dry-run.txt
keeps 'a dry run with bad rows to skip writes no rejects' \
    htxplan import --dry-run --skip-bad --rejects rejects.csv ket-qua.csv
mv plans/CTR2025.csv ../elsewhere.csv
ln -s ../../elsewhere.csv plans/CTR2025.csv
check 'a plan that is a link' htxplan import ket-qua.csv
check '... stays one' test -L plans/CTR2025.csv
check '... and its target gets the change' grep -q ',done,100,2025-01-17,' ../elsewhere.csv
chmod 640 ../elsewhere.csv
printf 'id,note\n2025-03-VP-01,x\n' | into_nothing htxplan import -
says 'the mode of a plan file is kept' 640 stat -c %a ../elsewhere.csv
