#!/usr/bin/env bash
# Runs one phase of a build or test under a heading and says how long it took: phase.sh NAME COMMAND...
name=$1
shift
printf '\n== %s\n' "$name"
started=$SECONDS
"$@"
status=$?
took=$((SECONDS - started))
if [ $status -eq 0 ]; then
  printf '== %s: %ss\n' "$name" "$took"
else
  printf '== %s FAILED after %ss\n' "$name" "$took"
fi
exit $status
