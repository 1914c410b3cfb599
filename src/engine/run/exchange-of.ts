import type { Exchange } from '../model/provider.ts'
import type { ShownLimits } from './active-injections.ts'
import { limitsInClientTime } from './client-time.ts'
import type { Run } from './run.ts'

/** Returns the context with which an endpoint writes a response, with its own random draws and the time of the call. */
export function exchangeOf(
  run: Run,
  { limits, ...given }: Omit<Exchange, 'random' | 'date' | 'arrivedAt' | 'limits' | 'abort' | 'answers'> & { readonly limits: ShownLimits },
): Exchange {
  const { call } = given
  const random = run.random(`ids/${call.key}/${call.attempt}`)
  return {
    ...given,
    random,
    ...run.datesOf(call.at),
    limits: limitsInClientTime(limits, run.speed),
    abort: ({ index }) => [...run.journal.openCalls].find(({ call: { index: other } }) => other === index)?.openDelivery?.abort(),
    answers: ({ index }, received) =>
      run.journal.calls.find(({ call: { index: other } }) => other === index)?.resume(received, run.clock.now()),
  }
}
