import { defineProperty, BrownoutError, violated, held, inconclusive, judgeEach, hasFailed, type Property } from '../../kit.ts'

/**
 * The same request is sent to one provider at most `retries + 1` times in a task.
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
    statement: `the same is asked of one provider at most ${retries + 1} ${retries === 0 ? 'time' : 'times'} in a task${inAll === undefined ? '' : `, and at most ${inAll} calls go out in all`}`,
    evidence: 'journal',
    hint: 'Retry in one layer only: give the SDK maxRetries: 0 where the app retries itself. Two layers of three tries make nine calls.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        const attempts = new Map<string, number>()
        for (const call of calls) attempts.set(`${call.provider} ${call.key}`, (attempts.get(`${call.provider} ${call.key}`) ?? 0) + 1)
        const most = Math.max(0, ...attempts.values())
        if (most > retries + 1) {
          const [asked] = [...attempts].find(([, count]) => count === most)!
          return violated(`${asked.split(' ')[0]} was asked the same ${most} times`)
        }
        if (inAll !== undefined && calls.length > inAll) return violated(`${calls.length} calls went out`)
        return calls.some(hasFailed) ? held : inconclusive('no call failed, so there was nothing to retry')
      }),
  })
}
