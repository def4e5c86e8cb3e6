#!/bin/sh
# Starts the service as an operator would. The first start makes the database and seats an officer.
set -e
main="from dialogs.shell.main import main; main()"
folder="$(dirname "${DUEREGARD_DATABASE_URL#sqlite:///}")"
if [ -n "${BENCH_TELEGRAM_MODE:-}" ]; then
    [ -d "$folder/config" ] || cp -r config "$folder/config"
    sed -i "s/^  mode: full/  mode: $BENCH_TELEGRAM_MODE/" "$folder/config/channels.yaml"
    export DUEREGARD_CONFIG="$folder/config"
fi
if [ ! -f "${DUEREGARD_DATABASE_URL#sqlite:///}" ]; then
    "$BENCH_PYTHON" -c "$main" migrate --new
    "$BENCH_PYTHON" -c "$main" officer add dora --name "Dora Fenn" --desk northmoor_police \
        --role duty_officer --telegram 1002
fi
exec "$BENCH_PYTHON" -c "$main" serve --role all --port 0
