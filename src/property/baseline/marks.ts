import { visibleText } from '../verdict/shown.ts'
import { textsWithin } from '../verdict/values.ts'
import { honest } from './honest-words.ts'
import type { Copy } from '../trial/rehearse.ts'
import { saysPartial } from '../verdict/marks.ts'
import type { CopyDifference } from './comparison.ts'

/** Usual names of members that mark a value as incomplete or degraded. */
const markNames = ['partial', 'truncated', 'incomplete', 'isPartial', 'degraded', 'stale', 'fallback', 'cached', 'retracted', 'error']

/**
 * Whether the app itself reports that something went wrong: with an alert, a rejection, a usual flag, or any part of
 * the value that is the app's own and differs from the baseline runs.
 */
export function marksItself(copy: Copy, was: Copy, differences: readonly CopyDifference[]): boolean {
  if (copy.outcome.settlement.type !== 'value') return true
  if (copy.outcome.alerts.length > was.outcome.alerts.length) return true
  if (isFlagged(copy.value) && !isFlagged(was.value)) return true
  const shown = visibleText(copy.outcome.streamed)
  if (textsWithin(copy.value).some((text) => isMarkedBelow(shown, text))) return true
  return differences.some(({ kind, isFromModel, is }) => kind === 'added' || (!isFromModel && kind === 'changed' && is !== ''))
}

/** Whether a value has a text of the app's own, such as a reason, in a place that is otherwise missing or empty. */
export function reportsItself(differences: readonly CopyDifference[]): boolean {
  return differences.some(
    ({ kind, isFromModel, is, was }) =>
      kind === 'added' && !isFromModel && (was === undefined || (Array.isArray(was) && was.length === 0)) && textsWithin(is).some(isReason),
  )
}

/** Whether a text has several words. */
function isReason(text: string): boolean {
  return text.trim().split(/\s+/).length > 2
}

/** Whether the user saw a text and, below it, a note that something is wrong with it. */
export function isMarkedBelow(shown: string, text: string): boolean {
  return text !== '' && shown.startsWith(text) && honest.test(shown.slice(text.length))
}

/** Whether a value has one of the usual flags set. */
export function isFlagged(value: unknown): boolean {
  if (saysPartial(value)) return true
  if (typeof value !== 'object' || value === null) return false
  return markNames.some((name) => isSet((value as Record<string, unknown>)[name]))
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0
}
