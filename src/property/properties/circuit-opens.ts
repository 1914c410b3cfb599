import {
  defineProperty,
  formatDuration,
  milliseconds,
  violated,
  held,
  inconclusive,
  openSpans,
  type Duration,
  type Property,
  checkOptions,
  wholeNumber,
  durationText,
  text,
} from '../../kit.ts'

/**
 * After several consecutive failures, a provider gets at most one probe per interval until one succeeds.
 * @param options.failures how many consecutive failures. Default: 5
 * @param options.probeEvery the interval. Default: 30 s
 * @param options.provider judges only calls to this provider. Default: all providers
 * @throws BrownoutError if `failures` is not a positive integer
 * @example
 * circuitOpens({ failures: 5, probeEvery: '30s' })
 */
export function circuitOpens(
  options: { readonly failures?: number; readonly probeEvery?: Duration; readonly provider?: string } = {},
): Property {
  checkOptions('circuitOpens()', options, { failures: wholeNumber(1), probeEvery: durationText, provider: text })
  const { failures = 5, probeEvery = '30s', provider: only } = options
  const pause = milliseconds(probeEvery)
  return defineProperty({
    id: `circuit-opens(${failures}, ${formatDuration(pause)})`,
    statement: `after ${failures} failures in a row ${only ?? 'a provider'} gets at most one probe in ${formatDuration(pause)}, until one succeeds`,
    evidence: 'journal of many tasks',
    hint: 'Keep a circuit breaker for each endpoint, shared by all tasks: open it after some failures, and let one probe through from time to time.',
    judge({ journal: { calls } }) {
      const spans = openSpans(calls, failures).filter(({ provider }) => only === undefined || provider === only)
      if (spans.length === 0)
        return inconclusive(
          `${only ?? 'no provider'} ${only === undefined ? '' : 'never '}failed ${failures} times in a row; run more tasks`,
        )
      for (const { provider, calls: probes } of spans) {
        const early = probes.findIndex((probe, index) => index > 0 && probe.startedAt - probes[index - 1]!.startedAt < pause)
        if (early < 0) continue
        const after = probes[early]!.startedAt - probes[early - 1]!.startedAt
        return violated(
          `${provider} had failed ${failures} times in a row and was called again ${formatDuration(after)} after the last probe`,
        )
      }
      const wasTested = spans.some(({ from, to }) =>
        calls.some(({ startedAt }) => startedAt > from && (to === undefined || startedAt < to)),
      )
      return wasTested ? held : inconclusive(`no call was made after ${failures} failures in a row; let tasks run longer`)
    },
  })
}
