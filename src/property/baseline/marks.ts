import { visibleText } from '../verdict/shown.ts'
import { textsWithin } from '../verdict/values.ts'
import { honest } from './honest-words.ts'
import type { Copy } from '../trial/rehearse.ts'
import { saysPartial } from '../verdict/marks.ts'
import type { CopyDifference } from './comparison.ts'

/** Usual names of members that say that a value is less than it could be. */
const markNames = ['partial', 'truncated', 'incomplete', 'isPartial', 'degraded', 'stale', 'fallback', 'cached', 'retracted', 'error']

/**
 * Whether the app itself says that something went wrong: by an alert, by rejecting, by one of the usual flags, or by any part of
 * the value that is its own, and not the model's, and is not as in the baseline runs.
 */
export function marksItself(copy: Copy, was: Copy, differences: readonly CopyDifference[]): boolean {
  if (copy.outcome.settlement.type !== 'value') return true
  if (copy.outcome.alerts.length > was.outcome.alerts.length) return true
  if (isFlagged(copy.value) && !isFlagged(was.value)) return true
  const shown = visibleText(copy.outcome.streamed)
  if (textsWithin(copy.value).some((text) => isMarkedBelow(shown, text))) return true
  return differences.some(({ kind, isFromModel, is }) => kind === 'added' || (!isFromModel && kind === 'changed' && is !== ''))
}

/** Whether a user has seen a text and, below it, that something is wrong with it. */
export function isMarkedBelow(shown: string, text: string): boolean {
  return text !== '' && shown.startsWith(text) && honest.test(shown.slice(text.length))
}

/** Whether one of the usual flags in a value is set. */
export function isFlagged(value: unknown): boolean {
  if (saysPartial(value)) return true
  if (typeof value !== 'object' || value === null) return false
  return markNames.some((name) => isSet((value as Record<string, unknown>)[name]))
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0
}
