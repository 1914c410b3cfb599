import type { Copy, RehearsedRun } from '../trial/rehearse.ts'
import type { Snapshot } from '../trial/snapshot.ts'
import { textsWithin } from '../verdict/values.ts'
import { memberOf } from './member-of.ts'
import { withoutNumbers } from './without-numbers.ts'

/** The point from which an app rejects further use without any call. */
export interface Refusal {
  /** The place of the first rejected run, after that many runs. */
  readonly place: number
  /** The app's message, without numbers. */
  readonly words: string
}

/** The first run that the app rejects after all earlier runs were answered: the app has a limit. */
export function refusalIn(runs: readonly RehearsedRun[]): Refusal | undefined {
  const place = runs.findIndex(({ calls }) => calls.length === 0)
  const [first, refused] = [runs[0]?.copies[0], runs[place]?.copies[0]]
  if (place < 1 || first === undefined || refused === undefined || first.outcome.settlement.type !== 'value') return undefined
  // An app that returns an earlier run's value has a cache.
  const isKept =
    refused.outcome.settlement.type === 'value' && runs.slice(0, place).some(({ copies }) => isWithin(copies[0]?.value, refused.value))
  return isKept ? undefined : { place, words: wordsOf(refused) }
}

/** Whether all texts of a value are in another value. */
function isWithin(value: Snapshot, other: Snapshot): boolean {
  const texts = new Set(textsWithin(other))
  return textsWithin(value).every((text) => texts.has(text))
}

/** Whether a run was rejected like another one. */
export function isRefused({ calls, copies: [copy] }: RehearsedRun, { words }: Refusal): boolean {
  return calls.length === 0 && copy !== undefined && wordsOf(copy) === words
}

/** The outcome of a copy, as text without numbers. */
function wordsOf({ outcome: { settlement }, value }: Copy): string {
  return withoutNumbers(
    settlement.type === 'value' ? (JSON.stringify(value) ?? 'undefined') : `${settlement.type} ${String(settlement.error)}`,
  )
}

/** A number in a value that decreases by the same step from run to run, like a remaining budget. */
export interface Stock {
  readonly path: readonly string[]
  readonly step: number
}

/** The numbers that decrease from run to run, as long as runs are answered. */
export function stocksIn(runs: readonly RehearsedRun[]): Stock[] {
  const [first, second, third] = runs.map(({ copies }) => copies[0]?.value)
  return numbersIn(first).flatMap(({ path, number }) => {
    const [next, last] = [memberOf(second, path), memberOf(third, path)]
    if (typeof next !== 'number' || typeof last !== 'number') return []
    const step = number - next
    return step > 0 && next - last === step ? [{ path, step }] : []
  })
}

function numbersIn(value: Snapshot, path: readonly string[] = []): { readonly path: readonly string[]; readonly number: number }[] {
  if (typeof value === 'number') return [{ path, number: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => numbersIn(member, [...path, name]))
}
