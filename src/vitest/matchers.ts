import type { Chaos } from '../chaos/chaos.ts'
import { formatDuration, milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Journal, JournalCall } from '../engine/model/journal.ts'

/** What the matchers below say of a journal, or of a chaos. */
export interface JournalMatchers<R> {
  /** A call to one provider failed, and a later one to another was answered whole. */
  toHaveFallenBack(providers: { from: string; to: string }): R
  /** Some call was tried again; with a number or `times`, exactly so often; with `provider`, there. */
  toHaveRetried(expected?: number | { times?: number; provider?: string }): R
  /** Before some retry, at least this long passed since the failure. */
  toHaveWaited(expected: Duration | { atLeast: Duration; provider?: string }): R
  /** A fault has really fired; with `times`, exactly so many calls. */
  toHaveFired(fault: string, expected?: { times?: number }): R
  /** So many calls went out; with `provider`, to there. */
  toHaveCalled(times: number, at?: { provider?: string }): R
  /** The client has given up some call itself; with `provider`, there. */
  toHaveAborted(at?: { provider?: string }): R
  /** Nothing that the model told was wrong. */
  toHaveReceivedTheTruth(): R
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends JournalMatchers<R> {}
}

interface Result {
  readonly pass: boolean
  message(): string
}

function callsOf(received: unknown, at: { provider?: string } = {}): readonly JournalCall[] {
  const journal = (received as Chaos | undefined)?.journal ?? (received as Journal | undefined)
  if (!Array.isArray(journal?.calls))
    throw new BrownoutError(`Expected a journal, as in expect(chaos.journal), but got ${String(received)}.`)
  const calls: readonly JournalCall[] = journal.calls
  return at.provider === undefined ? calls : calls.filter((call) => call.provider === at.provider)
}

function describeCall(call: JournalCall): string {
  const fired = call.fired.map((fire) => fire.fault).join(', ')
  const end = call.endedAt === undefined ? 'runs on' : `${call.ending} at ${formatDuration(call.endedAt)}`
  return `  ${formatDuration(call.startedAt).padStart(8)}  ${call.provider} ${call.model}, attempt ${call.attempt + 1}: ${call.status ?? 'no status'}, ${end}${fired === '' ? '' : ` (hit by ${fired})`}`
}

function result(pass: boolean, expected: string, calls: readonly JournalCall[]): Result {
  const seen = calls.length === 0 ? '  no call at all' : calls.map(describeCall).join('\n')
  return { pass, message: () => `Expected the app ${pass ? 'not ' : ''}to have ${expected}. The journal has:\n${seen}` }
}

function isWhole(call: JournalCall): boolean {
  return call.ending === 'complete'
}

/** The calls that ask again what an earlier one asked, each with the one before it. */
function retriesAmong(calls: readonly JournalCall[]): { readonly call: JournalCall; readonly before: JournalCall }[] {
  return calls.flatMap((call, index) => {
    const before = calls.slice(0, index).findLast((earlier) => earlier.key === call.key)
    return before === undefined ? [] : [{ call, before }]
  })
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function inWords(at: { provider?: string } = {}): string {
  return at.provider === undefined ? '' : ` at ${at.provider}`
}

export const matchers = {
  toHaveFallenBack(received: unknown, { from, to }: { from: string; to: string }): Result {
    const calls = callsOf(received)
    const failed = calls.find((call) => call.provider === from && !isWhole(call))
    const answered = calls.find(
      (call) => call.provider === to && isWhole(call) && failed !== undefined && call.startedAt >= failed.startedAt,
    )
    return result(answered !== undefined, `fallen back from ${from} to ${to}`, calls)
  },
  toHaveRetried(received: unknown, asked: number | { times?: number; provider?: string } = {}): Result {
    const expected = typeof asked === 'number' ? { times: asked } : asked
    const calls = callsOf(received, expected)
    const retries = retriesAmong(calls).length
    const { times } = expected
    const wanted =
      times === undefined ? `retried${inWords(expected)}` : `retried${inWords(expected)} ${counted(times, 'time')}, not ${retries}`
    return result(times === undefined ? retries > 0 : retries === times, wanted, calls)
  },
  toHaveWaited(received: unknown, asked: Duration | { atLeast: Duration; provider?: string }): Result {
    const expected = typeof asked === 'object' ? asked : { atLeast: asked }
    const calls = callsOf(received, expected)
    const wanted = milliseconds(expected.atLeast)
    const hasWaited = retriesAmong(calls).some(({ call, before }) => call.startedAt - (before.endedAt ?? before.startedAt) >= wanted)
    return result(hasWaited, `waited at least ${formatDuration(wanted)} before a retry${inWords(expected)}`, calls)
  },
  toHaveFired(received: unknown, fault: string, { times }: { times?: number } = {}): Result {
    const calls = callsOf(received)
    const count = calls.filter((call) => call.fired.some((fire) => fire.fault === fault)).length
    return result(
      times === undefined ? count > 0 : count === times,
      `been hit by ${fault}${times === undefined ? '' : ` in ${counted(times, 'call')}, not ${count}`}`,
      calls,
    )
  },
  toHaveCalled(received: unknown, times: number, at?: { provider?: string }): Result {
    const calls = callsOf(received, at)
    return result(calls.length === times, `made ${counted(times, 'call')}${inWords(at)}, not ${calls.length}`, calls)
  },
  toHaveAborted(received: unknown, at?: { provider?: string }): Result {
    const calls = callsOf(received, at)
    return result(
      calls.some((call) => call.ending === 'aborted'),
      `given up a call${inWords(at)}`,
      calls,
    )
  },
  toHaveReceivedTheTruth(received: unknown): Result {
    const calls = callsOf(received)
    const liars = calls.filter((call) => isWhole(call) && call.truth !== call.received)
    return result(liars.length === 0, 'been told the truth', liars.length === 0 ? calls : liars)
  },
}
