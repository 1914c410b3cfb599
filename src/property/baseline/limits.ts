import type { Copy, RehearsedRun } from '../trial/rehearse.ts'
import type { Snapshot } from '../trial/snapshot.ts'
import { textsWithin } from '../verdict/values.ts'
import { memberOf } from './member-of.ts'
import { withoutNumbers } from './without-numbers.ts'

/** What an app does without asking anybody, once it has been used often enough. */
export interface Refusal {
  /** The place of the first run that is refused, after that many runs. */
  readonly place: number
  /** What the app says, without numbers. */
  readonly words: string
}

/** The first run that is refused although every run before it was answered: an app that has a limit has reached it. */
export function refusalIn(runs: readonly RehearsedRun[]): Refusal | undefined {
  const place = runs.findIndex(({ calls }) => calls.length === 0)
  const [first, refused] = [runs[0]?.copies[0], runs[place]?.copies[0]]
  if (place < 1 || first === undefined || refused === undefined || first.outcome.settlement.type !== 'value') return undefined
  // What returns again what an earlier run gave is a cache.
  const isKept =
    refused.outcome.settlement.type === 'value' && runs.slice(0, place).some(({ copies }) => isWithin(copies[0]?.value, refused.value))
  return isKept ? undefined : { place, words: wordsOf(refused) }
}

/** Whether all texts of a value are in another one. */
function isWithin(value: Snapshot, other: Snapshot): boolean {
  const texts = new Set(textsWithin(other))
  return textsWithin(value).every((text) => texts.has(text))
}

/** Whether a run is refused as another one was. */
export function isRefused({ calls, copies: [copy] }: RehearsedRun, { words }: Refusal): boolean {
  return calls.length === 0 && copy !== undefined && wordsOf(copy) === words
}

/** What a copy came to, as text without numbers. */
function wordsOf({ outcome: { settlement }, value }: Copy): string {
  return withoutNumbers(
    settlement.type === 'value' ? (JSON.stringify(value) ?? 'undefined') : `${settlement.type} ${String(settlement.error)}`,
  )
}

/** A number of a value that goes down by the same step from run to run: what is left of something. */
export interface Stock {
  readonly path: readonly string[]
  readonly step: number
}

/** The numbers that go down from run to run, as long as runs are answered. */
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
