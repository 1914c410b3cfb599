import type { JournalCall } from '../../engine/model/journal.ts'
import { textsWithin } from './values.ts'
import { blankIn, errorIn, isCutJson, isStatedBefore } from './failed-text.ts'
import { isMarked, isOwnReport } from './own-report.ts'

/** How a value presents a failure as an answer. */
export interface FailureAsValue {
  readonly how: string
  /** Whether the text states the failure in a sentence before the error: "The assistant failed: 529 ...". */
  readonly isStated: boolean
}

/** A text in a value, and its path: names of members and places in lists. */
interface Text {
  readonly path: readonly string[]
  readonly text: string
}

/** Members that report a failure instead of hiding it. */
const telling = /err(or)?s?$|message$|reason|cause|detail|fail|problem|issue|warning|exception|stack|log|trace|note|status|diagnos/i

/** Whether an object itself reports that it is not an answer. */
function tellsOfFailure(value: object): boolean {
  if (value instanceof Error) return true
  const { ok, success, succeeded, status, type, error, errors, reason } = value as Record<string, unknown>
  if ([ok, success, succeeded].includes(false)) return true
  if ([status, type].some((state) => state === 'rejected' || state === 'error' || state === 'failed')) return true
  return (
    (error !== undefined && error !== null && error !== false) || (Array.isArray(errors) && errors.length > 0) || reason instanceof Error
  )
}

/** The texts of a value that are returned as answers. */
function answersIn(
  value: unknown,
  references: readonly unknown[],
  path: readonly string[] = [],
  seen = new Set<object>(),
): readonly Text[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null || seen.has(value) || tellsOfFailure(value)) return []
  if (isMarked(value, path, references)) return []
  seen.add(value)
  const members: (readonly [string, unknown])[] =
    value instanceof Map
      ? [...value].map(([name, member]) => [String(name), member])
      : value instanceof Set
        ? [...value].map((member, place) => [String(place), member])
        : Object.entries(value)
  return members.filter(([name]) => !telling.test(name)).flatMap(([name, member]) => answersIn(member, references, [...path, name], seen))
}

function shortened(text: string): string {
  const characters = [...text.trim().replaceAll(/\s+/g, ' ')]
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 60).join('')}...`
}

function at(path: readonly string[]): string {
  return path.length === 0 ? 'the value' : `its member ${path.join('.')}`
}

/**
 * Returns how a value presents a failure as an answer: the text of an error, "undefined" or "[object Object]" in a
 * sentence, or truncated JSON. `undefined` if it does not. A value that reports the failure, such as an `Error`, `{ ok: false }` or a
 * member `error`, does not. Neither does an error in a member that is empty without faults, or next to a state that is different
 * without faults, a text that also appears without faults, or a model's complete answer.
 * @param references values of the same task without faults
 * @example
 * failureAsValue({ answer: 'Dear undefined, it is on its way.' }, calls, [{ answer: 'Dear Maria, it is on its way.' }])
 */
export function failureAsValue(value: unknown, calls: readonly JournalCall[], references: readonly unknown[]): FailureAsValue | undefined {
  const usual = references.flatMap((reference) => textsWithin(reference))
  const told = calls.flatMap(({ truth }) => (truth === undefined ? [] : [truth]))
  for (const { path, text } of answersIn(value, references)) {
    if (text.trim() === '' || usual.some((known) => known.includes(text.trim()))) continue
    if (isCutJson(text) && !usual.some(isCutJson)) return found(`${at(path)} is JSON that stops before its end: "${shortened(text)}"`)
    if (told.some((known) => known.includes(text.trim()))) continue
    const error = isOwnReport(path, value, references) ? undefined : errorIn(text, calls)
    if (error !== undefined && !usual.some((known) => errorIn(known, calls) !== undefined))
      return found(`${at(path)} is an error text, returned as an answer: "${shortened(error)}"`, isStatedBefore(text))
    const blank = blankIn(text)
    if (blank !== undefined && !usual.some((known) => blankIn(known) !== undefined) && !told.some((known) => known.includes(blank)))
      return found(`${at(path)} has "${blank}" instead of a word: "${shortened(text)}"`)
  }
  const number = pathTo(value, Number.isNaN)
  const isUsual = references.some((reference) => pathTo(reference, Number.isNaN) !== undefined)
  return number === undefined || isUsual ? undefined : found(`${at(number)} is NaN`)
}

function found(how: string, isStated = false): FailureAsValue {
  return { how, isStated }
}

/** The path to the first matching member. */
function pathTo(
  value: unknown,
  isWanted: (member: unknown) => boolean,
  way: readonly string[] = [],
  seen = new Set<object>(),
): readonly string[] | undefined {
  if (isWanted(value)) return way
  if (typeof value !== 'object' || value === null || seen.has(value) || tellsOfFailure(value)) return undefined
  seen.add(value)
  for (const [name, member] of Object.entries(value)) {
    const found = pathTo(member, isWanted, [...way, name], seen)
    if (found !== undefined) return found
  }
  return undefined
}
