"""Compares durable-rules with the reference on random programs: every derived signal and every ground of it.

    python benchmarks/inference_differential.py --evaluations 200000 [--seed 1] [--rss]

Exits with 1 when the two differ anywhere, when durable-rules faulted, or when `--rss` finds memory growing.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from policyengine.compile.derivation import Conjunction, Counter, Derivation, Stratum
from policyengine.inference import DurableInference, NativeInference, Reasoner

EVALUATIONS_PER_PROGRAM = 800
REPORTS = 20
GROWTH_ALLOWED = 1.05
"""The highest resident size of the second half of a run, against the first half without its first tenth."""


@dataclass
class Totals:
    """What a run has come to so far."""

    evaluations: int = 0
    programs: int = 0
    mismatches: int = 0
    faults: int = 0
    durable_seconds: float = 0.0
    native_seconds: float = 0.0
    resident_mb: list[float] = field(default_factory=list)


def random_program(dice: random.Random) -> Derivation:
    """One to four strata with labels, negation and counters; up to 700 conjunctions, some over wide fan-outs."""
    base = dice.choice((6, 20, 60, 250, 1000))
    heads = dice.randint(1, 30)
    strata = []
    for below in range(dice.randint(1, 4)):
        limit = base + below * heads
        size = dice.choice((0, 3, 20, 80, 200, 700) if below == 0 else (3, 20, 60))
        conjunctions = [
            Conjunction(limit + dice.randrange(heads), _when(dice, limit), _unless(dice, limit)) for _ in range(size)
        ]
        counters = [_counter(dice, limit + dice.randrange(heads), limit) for _ in range(dice.randint(0, 4))]
        strata.append(Stratum(tuple(conjunctions), tuple(counters)))
    return Derivation(base, tuple(strata))


def _when(dice: random.Random, limit: int) -> tuple[int, ...]:
    if dice.random() < 0.003:
        return tuple(sorted(dice.sample(range(limit), min(limit, dice.randint(20, 90)))))
    # Half of the conjunctions begin with one of a few shared signals, so that fan-outs nest.
    signals = {dice.randrange(min(limit, 5))} if dice.random() < 0.5 else set[int]()
    signals.update(dice.randrange(limit) for _ in range(dice.randint(1, 4)))
    return tuple(sorted(signals))


def _unless(dice: random.Random, limit: int) -> tuple[int, ...]:
    if dice.random() < 0.8:
        return ()
    return tuple(sorted({dice.randrange(limit) for _ in range(dice.randint(1, 3))}))


def _counter(dice: random.Random, head: int, limit: int) -> Counter:
    of = tuple(sorted(dice.sample(range(limit), min(limit, dice.randint(1, 12)))))
    return Counter(head, dice.randint(1, min(3, len(of))), of)


def random_given(dice: random.Random, derivation: Derivation) -> frozenset[int]:
    """Mostly what a few conjunctions ask for and some noise; now and then nothing, or nearly everything."""
    kind = dice.random()
    if kind < 0.02:
        share = dice.choice((0.3, 0.9, 1.0))
        return frozenset(signal for signal in range(derivation.base) if dice.random() < share)
    given = {dice.randrange(derivation.base) for _ in range(dice.randint(0, 8))}
    conjunctions = [conjunction for stratum in derivation.strata for conjunction in stratum.conjunctions]
    if conjunctions and kind < 0.8:
        for conjunction in dice.choices(conjunctions, k=dice.randint(1, 5)):
            given.update(signal for signal in conjunction.when if signal < derivation.base)
    return frozenset(given)


def compare_program(seed: str, evaluations: int, totals: Totals) -> None:
    """Build one program for both engines, evaluate it and let it go."""
    dice = random.Random(seed)
    derivation = random_program(dice)
    engine = DurableInference(derivation)
    durable, native = Reasoner(derivation, engine), Reasoner(derivation, NativeInference(derivation))
    for _ in range(evaluations):
        given = random_given(dice, derivation)
        started = perf_counter()
        found = durable.infer_anew(given)
        between = perf_counter()
        expected = native.infer_anew(given)
        totals.native_seconds += perf_counter() - between
        totals.durable_seconds += between - started
        if found != expected:
            totals.mismatches += 1
            print(f"mismatch: program {seed}, given {sorted(given)}\n  {found}\n  {expected}", file=sys.stderr)
    for fault in engine.faults:
        print(f"fault: program {seed}, {fault}", file=sys.stderr)
    totals.faults += len(engine.faults)
    totals.evaluations += evaluations
    totals.programs += 1


def resident_mb() -> float:
    """The resident size of this process in MB, without what the C library keeps ready for reuse."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("no VmRSS in /proc/self/status")


def is_flat(samples: list[float]) -> bool:
    """Whether the second half of a run stays within `GROWTH_ALLOWED` of the first."""
    half = len(samples) // 2
    first, second = samples[len(samples) // 10 : half], samples[half:]
    return not first or max(second) <= max(first) * GROWTH_ALLOWED


def run(evaluations: int, seed: int, rss: bool) -> Totals:
    """Evaluate program after program, and say at intervals how it goes."""
    totals = Totals()
    next_report = step = max(1, evaluations // REPORTS)
    while totals.evaluations < evaluations:
        todo = min(EVALUATIONS_PER_PROGRAM, evaluations - totals.evaluations)
        compare_program(f"{seed}/{totals.programs}", todo, totals)
        if totals.evaluations >= next_report:
            next_report += step
            resident = ""
            if rss:
                totals.resident_mb.append(resident_mb())
                resident = f" · {totals.resident_mb[-1]:.1f} MB resident"
            print(f"  {totals.evaluations} evaluations · {totals.mismatches} mismatches{resident}", flush=True)
    return totals


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--evaluations", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rss", action="store_true", help="sample resident memory (Linux with glibc)")
    options = parser.parse_args()
    totals = run(options.evaluations, options.seed, options.rss)
    flat = is_flat(totals.resident_mb)
    durable, native = (
        seconds / totals.evaluations * 1e6 for seconds in (totals.durable_seconds, totals.native_seconds)
    )
    print(f"durable {durable:.1f} µs · native {native:.1f} µs for an evaluation")
    if options.rss:
        print(f"memory is {'flat' if flat else 'growing'}")
    if totals.faults:
        print(f"{totals.faults} faults of durable-rules")
    print(
        f"{totals.evaluations} evaluations · {totals.programs} programs · {totals.mismatches} mismatches",
        flush=True,
    )
    return 1 if totals.mismatches or totals.faults or not flat else 0


if __name__ == "__main__":
    sys.exit(main())
