#!/bin/sh
# Runs the differential and the inference tests over durable-rules built with AddressSanitizer.
#
#   benchmarks/inference_asan.sh [evaluations]      PYTHON=python3.11 to choose the interpreter
#
# Ends with the number of reports, and exits with 1 when there are any. Leaks are not looked for here: CPython
# never frees everything, and `inference_differential.py --rss` answers that question.
set -eu

evaluations=${1:-20000}
python=${PYTHON:-python}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m pip download --quiet --no-binary :all: --no-deps --dest "$work" durable-rules==2.0.28
mkdir "$work/source" "$work/module"
tar -xzf "$work"/durable_rules-2.0.28.tar.gz -C "$work/source" --strip-components 1

# Compiled here rather than by its setup.py, which overwrites CFLAGS.
include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
suffix=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))')
(cd "$work/source/src" && gcc -shared -fPIC -std=c99 -D_GNU_SOURCE -w -g -O1 -fno-omit-frame-pointer \
    -fsanitize=address -I"$include" -Irules \
    -o "$work/module/durable_rules_engine$suffix" \
    rulespy/rules.c rules/json.c rules/rete.c rules/state.c rules/events.c rules/regex.c)

sanitized() {
    LD_PRELOAD=$(gcc -print-file-name=libasan.so) PYTHONMALLOC=malloc PYTHONPATH="$work/module:$here/src" \
        ASAN_OPTIONS="detect_leaks=0:log_path=$work/report" "$@"
}

cd "$here"
sanitized "$python" -c 'import durable_rules_engine as engine; print("sanitized:", engine.__file__)'
failed=0
sanitized "$python" benchmarks/inference_differential.py --evaluations "$evaluations" || failed=1
sanitized "$python" -m pytest -q -p no:cacheprovider tests/unit/inference || failed=1

reports=$(find "$work" -name 'report.*' | wc -l)
find "$work" -name 'report.*' -exec cat {} +
echo "$reports reports of AddressSanitizer"
[ "$reports" -eq 0 ] && [ "$failed" -eq 0 ]
