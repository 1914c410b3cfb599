import { defineProperty, BrownoutError, violated, held, inconclusive, judgeEach, hasFailed, retriesIn, type Property } from '../../kit.ts'

/**
 * A request that fails is retried at one provider at most so many times in a task. Only calls after a failed one are retries:
 * several samples of one question are not.
 * @param options.inAll the most calls in a task, of any kind. Default: any number
 * @throws BrownoutError if a number is not a whole number of at least 0
 * @example
 * retriesAtMost(2, { inAll: 6 })
 */
export function retriesAtMost(retries: number, { inAll }: { readonly inAll?: number } = {}): Property {
  for (const [name, count] of [
    ['', retries],
    ['inAll: ', inAll ?? 1],
  ] as const) {
    if (!Number.isInteger(count) || count < 0)
      throw new BrownoutError(`retriesAtMost() cannot count to ${name}${String(count)}: expected a whole number of at least 0.`)
  }
  return defineProperty({
    id: `retries-at-most(${retries})`,
    statement: `a failed request is retried at the same provider at most ${retries} ${retries === 1 ? 'time' : 'times'} in a task${inAll === undefined ? '' : `, and a task makes at most ${inAll} calls`}`,
    evidence: 'journal',
    hint: 'Retry in one layer only: give the SDK maxRetries: 0 where the app retries itself. Two layers of three attempts make nine calls.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        const all = retriesIn(calls)
        const most = Math.max(0, ...all.map(({ nth }) => nth))
        if (most > retries) {
          const { call } = all.find(({ nth }) => nth === most)!
          return violated(`${call.provider} got the same request ${most + 1} times, each after the one before had failed`)
        }
        if (inAll !== undefined && calls.length > inAll) return violated(`the task made ${calls.length} calls`)
        return calls.some(hasFailed) ? held : inconclusive('no call failed, so there was nothing to retry')
      }),
  })
}
