import type { Exchange } from '../model/provider.ts'
import type { ShownLimits } from './active-injections.ts'
import type { Run } from './run.ts'

/** What an endpoint can need to write the response to a call: with draws of its own, and the time of the call. */
export function exchangeOf(
  run: Run,
  { limits, ...given }: Omit<Exchange, 'random' | 'date' | 'limits'> & { readonly limits: ShownLimits },
): Exchange {
  const { call } = given
  return { ...given, random: run.random(`ids/${call.key}/${call.attempt}`), date: run.clock.epoch + call.at, limits: { ...limits } }
}
