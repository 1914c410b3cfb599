import { counted } from '../engine/base/counted.ts'
import { formatDuration, milliseconds, type Duration } from '../engine/base/duration.ts'
import { durationText, type OptionTable } from '../engine/base/options.ts'
import { checkWaitUnit } from '../engine/base/wait-unit.ts'
import { callName } from '../engine/model/call-name.ts'
import type { JournalCall } from '../engine/model/journal.ts'
import type { FlavorName, OrAnyText, ProviderName } from '../engine/model/names.ts'
import { retriesIn } from '../property/verdict/retries.ts'
import { count, MatcherExpectation, providerName } from './expectation.ts'
import type { FaultName } from './fault-name.ts'

/** The name of a provider: built-in or your own. */
type AnyProviderName = OrAnyText<ProviderName | FlavorName>

/** A fault as a name or a factory, which can be your own. */
type FaultReference = FaultName | { readonly fault: { readonly name: string } }

/** Which calls a matcher counts. */
interface At {
  /** Only calls to this provider. Default: all */
  readonly provider?: AnyProviderName
}

interface Times {
  /** The exact number of calls. Default: at least one */
  readonly times?: number
}

interface Waited extends At {
  readonly atLeast: Duration
}

interface Fallback {
  readonly from: AnyProviderName
  readonly to: AnyProviderName
}

/**
 * Matchers for a journal, or for the journal of a chaos. All but `toHaveCalled` throw a BrownoutError if the journal is
 * empty, even with `.not`.
 */
export interface JournalMatchers<R> {
  /** A call to one provider failed, and a later call to another one was answered completely. */
  toHaveFallenBack(providers: Fallback): R
  /**
   * A failed call was repeated. With a number or `times`: exactly that many retries. With `provider`: only there. The same
   * prompt after a successful call is not a retry.
   */
  toHaveRetried(expected?: number | (Times & At)): R
  /** At least one retry was sent this long after the failure, or later. */
  toHaveWaited(expected: Duration | Waited): R
  /** A fault changed at least one call. With `times`: exactly that many calls. */
  toHaveFired(fault: FaultReference, expected?: Times): R
  /** Exactly that many calls were made. With `provider`: only there. */
  toHaveCalled(times: number, at?: At): R
  /** The client aborted at least one call. With `provider`: only there. */
  toHaveAborted(at?: At): R
  /** Every complete answer reached the client unchanged. */
  toHaveReceivedTheTruth(): R
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends JournalMatchers<R> {}
}

interface Result {
  readonly pass: boolean
  message(): string
}

const atTable: OptionTable<At> = { provider: providerName }
const timesTable: OptionTable<Times> = { times: count }

function describeCall(call: JournalCall): string {
  const fired = call.fired.map((fire) => fire.fault).join(', ')
  const end = call.endedAt === undefined ? 'runs on' : `${call.ending} at ${formatDuration(call.endedAt)}`
  return `  ${formatDuration(call.startedAt).padStart(8)}  ${callName(call)}, attempt ${call.attempt + 1}: ${call.status ?? 'no status'}, ${end}${fired === '' ? '' : ` (hit by ${fired})`}`
}

/** @param actual the app's actual behavior, if the expectation does not include it */
function result(pass: boolean, expected: string, calls: readonly JournalCall[], actual?: string): Result {
  const seen = calls.length === 0 ? '  no call at all' : calls.map(describeCall).join('\n')
  const instead = actual === undefined ? '' : ` It has ${actual}.`
  return { pass, message: () => `Expected the app ${pass ? 'not ' : ''}to have ${expected}.${instead} The journal has:\n${seen}` }
}

function timesInWords(times: number): string {
  return times === 1 ? 'once' : `${times} times`
}

function inWords({ provider }: At): string {
  return provider === undefined ? '' : ` at ${provider}`
}

function callsAt(calls: readonly JournalCall[], { provider }: At): readonly JournalCall[] {
  return provider === undefined ? calls : calls.filter((call) => call.provider === provider)
}

export const matchers = {
  toHaveFallenBack(received: unknown, given: Fallback): Result {
    const matcher = new MatcherExpectation('toHaveFallenBack')
    matcher.check<Fallback>(given, { from: providerName, to: providerName }, ['from', 'to'])
    const { from, to } = given
    const calls = matcher.callsOf(received)
    for (const name of [from, to]) matcher.checkProvider(name, calls)
    const failed = calls.find((call) => call.provider === from && call.ending !== 'complete')
    const answered = calls.find(
      (call) => call.provider === to && call.ending === 'complete' && failed !== undefined && call.startedAt >= failed.startedAt,
    )
    return result(answered !== undefined, `fallen back from ${from} to ${to}`, calls)
  },
  toHaveRetried(received: unknown, given: number | (Times & At) = {}): Result {
    const matcher = new MatcherExpectation('toHaveRetried')
    const expected = typeof given === 'number' ? { times: given } : given
    matcher.check<Times & At>(expected, { ...timesTable, ...atTable })
    const all = matcher.callsOf(received)
    matcher.checkProvider(expected.provider, all)
    const calls = callsAt(all, expected)
    const retries = retriesIn(calls).length
    const { times } = expected
    return times === undefined
      ? result(retries > 0, `retried${inWords(expected)}`, calls)
      : result(retries === times, `retried ${timesInWords(times)}${inWords(expected)}`, calls, `retried ${timesInWords(retries)}`)
  },
  toHaveWaited(received: unknown, given: Duration | Waited): Result {
    const matcher = new MatcherExpectation('toHaveWaited')
    if (typeof given !== 'object') matcher.checkValue(given, durationText)
    const expected = typeof given === 'object' ? given : { atLeast: given }
    matcher.check<Waited>(expected, { atLeast: durationText, ...atTable }, ['atLeast'])
    checkWaitUnit('toHaveWaited() got', expected.atLeast)
    const all = matcher.callsOf(received)
    matcher.checkProvider(expected.provider, all)
    const calls = callsAt(all, expected)
    const wanted = milliseconds(expected.atLeast)
    const hasWaited = retriesIn(calls).some(({ call, failed }) => call.startedAt - (failed.endedAt ?? failed.startedAt) >= wanted)
    return result(hasWaited, `waited at least ${formatDuration(wanted)} before a retry${inWords(expected)}`, calls)
  },
  toHaveFired(received: unknown, fault: FaultReference, expected: Times = {}): Result {
    const matcher = new MatcherExpectation('toHaveFired')
    matcher.check<Times>(expected, timesTable)
    const calls = matcher.callsOf(received)
    const name = matcher.faultName(fault, calls)
    const hit = calls.filter((call) => call.fired.some((fire) => fire.fault === name)).length
    const { times } = expected
    return times === undefined
      ? result(hit > 0, `been hit by ${name}`, calls)
      : result(hit === times, `been hit by ${name} in ${counted(times, 'call')}`, calls, `been hit by it in ${counted(hit, 'call')}`)
  },
  toHaveCalled(received: unknown, times: number, at: At = {}): Result {
    const matcher = new MatcherExpectation('toHaveCalled')
    matcher.checkValue(times, count)
    matcher.check<At>(at, atTable)
    const all = matcher.allCallsOf(received)
    matcher.checkProvider(at.provider, all)
    const calls = callsAt(all, at)
    return result(calls.length === times, `made ${counted(times, 'call')}${inWords(at)}`, calls, `made ${counted(calls.length, 'call')}`)
  },
  toHaveAborted(received: unknown, at: At = {}): Result {
    const matcher = new MatcherExpectation('toHaveAborted')
    matcher.check<At>(at, atTable)
    const all = matcher.callsOf(received)
    matcher.checkProvider(at.provider, all)
    const calls = callsAt(all, at)
    const hasAborted = calls.some((call) => call.ending === 'aborted')
    return result(hasAborted, `aborted a call${inWords(at)}`, calls)
  },
  toHaveReceivedTheTruth(received: unknown): Result {
    const calls = new MatcherExpectation('toHaveReceivedTheTruth').callsOf(received)
    const altered = calls.filter((call) => call.ending === 'complete' && call.truth !== call.received)
    return result(altered.length === 0, 'received the truth', altered.length === 0 ? calls : altered)
  },
}
