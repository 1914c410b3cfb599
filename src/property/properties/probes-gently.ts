import {
  defineProperty,
  formatDuration,
  milliseconds,
  violated,
  held,
  inconclusive,
  openSpans,
  type Duration,
  type JournalCall,
  type Property,
  checkOptions,
  wholeNumber,
  durationText,
  type Expectation,
} from '../../kit.ts'

/** After how many steps traffic can be back to normal. */
const steps = 3

function areOpenTogether(later: JournalCall, earlier: JournalCall): boolean {
  return later.startedAt === earlier.startedAt || later.startedAt < (earlier.endedAt ?? Infinity)
}

/** How many calls start in the nth step after a time, from 1. */
function beginningIn(calls: readonly JournalCall[], from: number, step: number, nth: number): number {
  return calls.filter(({ startedAt }) => startedAt > from + (nth - 1) * step && startedAt <= from + nth * step).length
}

const atLeastOne: Expectation = { expected: 'a number of at least 1', accepts: (value) => typeof value === 'number' && value >= 1 }

/**
 * A provider with several consecutive failures is probed with one call at a time. After a successful probe, traffic returns step by
 * step: at most 2, then 4, then 8 calls per step.
 * @param options.failures how many consecutive failures. Default: 5
 * @param options.step how long a step is. Default: 1 s
 * @param options.growth by which factor the number of calls can grow per step. Default: 2
 * @throws BrownoutError if a number is too small
 * @example
 * probesGently({ failures: 5, step: '1s' })
 */
export function probesGently(options: { readonly failures?: number; readonly step?: Duration; readonly growth?: number } = {}): Property {
  checkOptions('probesGently()', options, { failures: wholeNumber(1), step: durationText, growth: atLeastOne })
  const { failures = 5, step: given = '1s', growth = 2 } = options
  const step = milliseconds(given)
  return defineProperty({
    id: `probes-gently(${failures}, ${formatDuration(step)})`,
    statement: `after ${failures} failures in a row one call at a time probes; once one succeeds, at most ${growth}, ${growth ** 2}, ${growth ** 3} calls begin in the next three times ${formatDuration(step)}`,
    evidence: 'journal of many tasks',
    hint: 'Send one probe at a time, and after its success a few calls, then more: full traffic overloads a provider that just recovered.',
    judge({ journal: { calls } }) {
      const spans = openSpans(calls, failures)
      if (spans.length === 0) return inconclusive(`no provider failed ${failures} times in a row; run more tasks`)
      let wasTested = false
      for (const { provider, to, calls: probes, circuit } of spans) {
        const second = probes.findIndex((probe, index) => probes.slice(0, index).some((earlier) => areOpenTogether(probe, earlier)))
        if (second >= 0)
          return violated(`${provider} was probed by more than one call at a time, at ${formatDuration(probes[second]!.startedAt)}`)
        if (to === undefined) continue
        for (let nth = 1; nth <= steps; nth++) {
          const begun = beginningIn(circuit, to, step, nth)
          if (begun > growth ** nth)
            return violated(`${provider} had just recovered and got ${begun} calls in the ${nth}. ${formatDuration(step)} after it`)
          // If hardly any calls went to any provider, the app did not hold back.
          wasTested ||= beginningIn(calls, to, step, nth) > growth ** nth
        }
      }
      return wasTested
        ? held
        : inconclusive(
            `no provider recovered while more than ${growth} calls were made in ${formatDuration(step)}; run more tasks at a time`,
          )
    },
  })
}
