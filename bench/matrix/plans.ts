import { catalogue } from '../../faults/catalogue.ts'
import { readInjection } from '../../src/engine/plan/injection-text.ts'
import type { Injection, Symptom } from '../../src/index.ts'

/** A fault, mostly with its default parameters, on each call or only on the first. */
export interface MatrixPlan {
  /** As on the command line: `overloaded`, `overloaded:first=1`. */
  readonly name: string
  readonly shows: Symptom
  readonly injection: Injection
}

/** One or several faults of each symptom that a model call can have. Faults that a retry can end are also played on one call only. */
const chosen = [
  'truncated-stream',
  'truncated-stream:ending=reset',
  'truncated-stream:ending=closed',
  'terminal-event-missing',
  'unterminated-event',
  'wrong-content-length',
  'html-error',
  'wrong-content-type',
  'ignored-stream',
  'empty-body',
  'empty-answer',
  'no-choices',
  'error-with-status-200',
  'connection-reset',
  'connection-reset:first=1',
  'connection-refused',
  'headers-timeout',
  'body-timeout',
  'stalled-stream:pingEvery=15s',
  'comments-only',
  'invalid-tool-arguments',
  'unknown-tool',
  'repeated-tool-call',
  'endless-tool-loop',
  'malformed-event',
  'mid-stream-error',
  'rate-limited',
  'rate-limited:first=1',
  'quota-exhausted',
  'invalid-structured-output',
  'overloaded',
  'overloaded:first=1',
  'server-error:first=1',
  'truncated-at-max-tokens',
  'content-filter',
  'refusal',
  'authentication-failed',
  'context-length-exceeded',
  'duplicated-event',
  'event-after-terminal',
  'unknown-event',
  'slow-first-token',
  'slow-drip',
  'confidently-wrong',
  'usage-missing',
  'unknown-finish-reason',
  'split-bytes',
  'coalesced-bytes',
  'keep-alive-comments',
  'carriage-returns',
  'unspaced-fields',
  'byte-order-mark',
] as const

function planOf(name: (typeof chosen)[number]): MatrixPlan {
  const injection = readInjection(name, catalogue)
  return { name, shows: injection.fault.shows, injection }
}

/** Every plan of the matrix, in order. */
export const plans: readonly MatrixPlan[] = chosen.map(planOf)

/**
 * Silence forever, except for pings. Without pings it is `body-timeout`: Node's `fetch` aborts a body after 300 s without a byte,
 * with any client.
 */
export const pingingStall = 'stalled-stream:pingEvery=15s'
