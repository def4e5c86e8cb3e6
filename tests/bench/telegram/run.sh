#!/bin/sh
# Plays the scripts beside this file against the whole service, over an emulated Bot API.
#
#   tests/bench/telegram/run.sh BENCH [SCRIPT ...]
#
# BENCH is the folder of the bench (bench.py, emulator.py; its README says how to install it).
# Without names every script is played, by long polling and by webhook (or as WAYS says).
# BENCH_OPTIONS go to bench.py (--flood, --rtt-ms 40), PYTHON is the interpreter that has the
# service and the bench.
set -u
bench="${1:?name the folder of the bench}"
shift
here="$(cd "$(dirname "$0")" && pwd)"
python="${PYTHON:-python3}"
folder="$(mktemp -d)"
export DUEREGARD_SECRET_KEY="${DUEREGARD_SECRET_KEY:-only for the bench, never elsewhere}"
export BENCH_PYTHON="$python"
[ $# -gt 0 ] || set -- talk people link desk text attack files links crash faults two_ways crowd crowd_kill
failed=0
for script in "$@"; do
    for way in ${WAYS:-polling webhook}; do
        mkdir -p "$folder/$script-$way"
        echo "== $script, $way"
        (
            cd "$here/../../.." || exit 1
            [ $way = webhook ] && set -- --webhook || set --
            # shellcheck disable=SC2086 # options are words
            "$python" "$bench/bench.py" run "$here/$script.yaml" \
                --bot "exec $here/bot.sh" --start-timeout 60 --log "$folder/$script-$way/bot.log" \
                --env "DUEREGARD_DATABASE_URL=sqlite:///$folder/$script-$way/bench.db" \
                --env "BENCH_COUNT=$python $here/count.py" --env "BENCH_STATE=$python $here/state.py" "$@" ${BENCH_OPTIONS:-}
            ended=$?
            DUEREGARD_DATABASE_URL="sqlite:///$folder/$script-$way/bench.db" "$python" "$here/slots.py"
            exit $ended
        ) || failed=$((failed + 1))
    done
done
[ $failed -eq 0 ] && rm -rf "$folder" || echo "$failed failed; logs in $folder"
exit $failed
