import type { Observed, SeenValue } from './observed.ts'

/** How a call of a client ended, as text. */
export const outcomes = {
  complete: 'the complete answer',
  error: 'an error',
  flagged: 'an incomplete answer that is marked: its finish reason is not the usual one',
  truncated: 'silently truncated: part of the answer, as if it were complete',
  empty: 'silently empty: nothing, as if that were the answer',
  wrong: 'silently wrong: another answer, as if it were the true one',
  hang: 'a hang: no end within two hours, or requests without end',
  crash: 'a crash: an error that the app cannot catch',
} as const
export type OutcomeName = keyof typeof outcomes

/** Finish reasons after which an app takes the answer as complete. */
const usual: ReadonlySet<string> = new Set([
  'stop',
  'end_turn',
  'tool_calls',
  'tool-calls',
  'tool_use',
  'completed',
  'complete',
  'tool_call',
])

/**
 * Names the outcome of a call.
 * @param undisturbed what the same client showed without a fault
 */
export function outcomeOf(observed: Observed, undisturbed: Observed): OutcomeName {
  const { settled, uncaught, text, values, finish } = observed
  if (uncaught.length > 0) return 'crash'
  if (settled === 'hung' || settled === 'endless') return 'hang'
  if (settled === 'error') return 'error'
  if (isUnusual(finish, undisturbed.finish)) return 'flagged'
  if (text === undisturbed.text && isEqual(values, undisturbed.values)) return 'complete'
  if (text === '' && values.length === 0) return 'empty'
  const isPart = isPartOf(text, undisturbed.text) && values.every((value, at) => isPartOfSeen(value, undisturbed.values[at]))
  return isPart ? 'truncated' : 'wrong'
}

/** A missing reason is not a sign: apps read the answer, and look at the reason only if there is one. */
function isUnusual(finish: string | undefined, usually: string | undefined): boolean {
  return finish !== undefined && finish !== usually && !usual.has(finish.toLowerCase())
}

function isEqual(left: readonly SeenValue[], right: readonly SeenValue[]): boolean {
  return left.length === right.length && left.every(({ tool, json }, at) => tool === right[at]!.tool && json === right[at]!.json)
}

function isPartOfSeen(part: SeenValue, full: SeenValue | undefined): boolean {
  return full !== undefined && part.tool === full.tool && isPartOf(part.json, full.json)
}

/** Whether a text begins another one, or a JSON value has only parts of another one. */
function isPartOf(part: string, full: string): boolean {
  if (full.startsWith(part)) return true
  const [inJson, fullJson] = [parsed(part), parsed(full)]
  return inJson !== undefined && fullJson !== undefined && isPartOfValue(inJson, fullJson)
}

function isPartOfValue(part: unknown, full: unknown): boolean {
  if (typeof part === 'string' && typeof full === 'string') return full.startsWith(part)
  if (typeof part !== 'object' || typeof full !== 'object' || part === null || full === null) return part === full
  const members = full as Readonly<Record<string, unknown>>
  return Object.entries(part).every(([name, value]) => name in members && isPartOfValue(value, members[name]))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
