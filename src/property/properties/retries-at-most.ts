import {
  defineProperty,
  BrownoutError,
  formatDuration,
  milliseconds,
  violated,
  held,
  inconclusive,
  judgeEach,
  hasFailed,
  retriesIn,
  type Duration,
  type JournalCall,
  type Property,
  type Retry,
  checkOptions,
  wholeNumber,
  durationText,
  valueInWords,
} from '../../kit.ts'

/** The most retries of one request that begin within a time, in ms. */
function mostWithin(retries: readonly Retry[], within: number): number {
  const countUpTo = (last: JournalCall): number =>
    retries.filter(({ call }) => call.key === last.key && call.startedAt <= last.startedAt && call.startedAt >= last.startedAt - within)
      .length
  // Two accounts with the same retries are counted separately.
  return Math.max(0, ...retries.map(({ call, nth }) => Math.min(nth, countUpTo(call))))
}

/**
 * A failed request is retried at most that many times per provider in a task. Only calls after a failed one are retries:
 * several samples for one prompt are not.
 * @param options.within counts only retries that start within this time of each other, for long-running workers. Default: any time
 * @param options.maxCalls the most calls of any kind in a task. Default: no limit
 * @throws BrownoutError if a number is not an integer of at least 0
 * @example
 * retriesAtMost(2, { maxCalls: 6 })
 */
export function retriesAtMost(retries: number, options: { readonly maxCalls?: number; readonly within?: Duration } = {}): Property {
  checkOptions('retriesAtMost()', options, { maxCalls: wholeNumber(0), within: durationText })
  const { maxCalls, within } = options
  const window = within === undefined ? Infinity : milliseconds(within)
  for (const [name, count] of [
    ['', retries],
    ['maxCalls: ', maxCalls ?? 1],
  ] as const) {
    if (!Number.isInteger(count) || count < 0)
      throw new BrownoutError(`retriesAtMost() cannot count to ${name}${valueInWords(count)}: expected an integer of at least 0.`)
  }
  return defineProperty({
    id: `retries-at-most(${retries})`,
    statement: `a failed request is retried at the same provider at most ${retries} ${retries === 1 ? 'time' : 'times'} in a task${within === undefined ? '' : `, within ${formatDuration(window)}`}${maxCalls === undefined ? '' : `, and a task makes at most ${maxCalls} calls`}`,
    evidence: 'journal',
    hint: 'Retry in one layer only: give the SDK maxRetries: 0 if the app retries itself. Two layers of three attempts make nine calls.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        const all = retriesIn(calls)
        const most = mostWithin(all, window)
        if (most > retries) {
          const { call } = all.find(({ nth }) => nth >= most)!
          return violated(
            `${call.provider} got the same request ${most + 1} times${within === undefined ? '' : ` within ${formatDuration(window)}`}, each after the one before had failed`,
          )
        }
        if (maxCalls !== undefined && calls.length > maxCalls) return violated(`the task made ${calls.length} calls`)
        return calls.some(hasFailed) ? held : inconclusive('no call failed, so there was nothing to retry')
      }),
  })
}
