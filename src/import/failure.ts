import { catalogue } from '../../faults/catalogue.ts'
import {
  authenticationFailed,
  badRequest,
  batchExpired,
  batchRejected,
  conflict,
  connectionReset,
  neverResponds,
  contextLengthExceeded,
  midStreamError,
  modelNotFound,
  overloaded,
  paymentRequired,
  permissionDenied,
  quotaExhausted,
  rateLimited,
  requestTimeout408,
  requestTooLarge,
  serverError,
  slowDown,
  slowFirstToken,
  truncatedStream,
} from '../../faults/index.ts'
import { systemCodes } from '../engine/base/connection.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { readParameters } from '../engine/plan/parameters.ts'
import { Injection } from '../engine/plan/injection.ts'
import { findFault } from '../engine/plan/plan.ts'
import type { LoggedCall, NamedFault } from './log.ts'

/** The injections that reproduce a call. */
export interface Reading {
  readonly injections: readonly Injection[]
  /** Facts that the log does not report and that had to be assumed. */
  readonly assumed: readonly string[]
  /** Facts that the log reports but no fault represents. */
  readonly untaken: readonly string[]
}

const nothing: Reading = { injections: [], assumed: [], untaken: [] }

/** The error of a logged call without an answer and without a reason. */
export const noAnswer = 'no answer'

const known = new WeakMap<LoggedCall, Reading>()

/** Converts a logged call to faults. A value that no fault accepts, such as a wait of a thousand years, is ignored. */
export function readingOf(call: LoggedCall): Reading {
  const before = known.get(call)
  if (before !== undefined) return before
  const reading = readable(call)
  known.set(call, reading)
  return reading
}

function readable(call: LoggedCall): Reading {
  try {
    return read(call)
  } catch (error) {
    if (!(error instanceof BrownoutError)) throw error
    return { ...nothing, untaken: [error.message] }
  }
}

function read(call: LoggedCall): Reading {
  if (call.fired !== undefined) return named(call.fired)
  const failure = failureOf(call)
  const isUnanswered = failure.injections.some(({ fault }) => fault.name === neverResponds.fault.name)
  const latency = isUnanswered ? nothing : latencyOf(call)
  return {
    injections: [...failure.injections, ...latency.injections],
    assumed: [...failure.assumed, ...latency.assumed],
    untaken: [...failure.untaken, ...latency.untaken],
  }
}

/** Converts faults that a brownout trace names. */
function named(faults: readonly NamedFault[]): Reading {
  const injections: Injection[] = []
  const untaken: string[] = []
  for (const { fault: name, parameters } of faults) {
    try {
      const fault = findFault(name, catalogue)
      injections.push(new Injection(fault, readParameters(fault, parameters)))
    } catch (error) {
      untaken.push((error as Error).message)
    }
  }
  return { injections, assumed: [], untaken }
}

/** Converts the time to the first part of an answer, in integer ms. If only the total is known, it counts as the wait. */
function latencyOf({ firstByte, latency }: LoggedCall): Reading {
  const by = Math.max(0, Math.round(firstByte ?? latency ?? 0))
  if (firstByte === undefined && latency === undefined) return { ...nothing, untaken: ['duration: not in the log'] }
  return {
    injections: by === 0 ? [] : [slowBy(by)],
    assumed: firstByte === undefined ? ['only the total duration is known: all of it passes before the first token'] : [],
    untaken: [],
  }
}

const waits = new Map<number, Injection>()
const mostWaits = 100_000

/** Returns the same injection for the same wait. A long log has few different ones. */
function slowBy(by: number): Injection {
  const made = waits.get(by) ?? slowFirstToken({ by })
  if (waits.size < mostWaits) waits.set(by, made)
  return made
}

function failing(injection: Injection, ...assumed: readonly string[]): Reading {
  return { injections: [injection], assumed, untaken: [] }
}

function failureOf(call: LoggedCall): Reading {
  const { ending, status, error, deltas = 0 } = call
  const inBatch = byBatchCode.get(error ?? '')
  if (inBatch !== undefined) return failing(inBatch())
  if (status !== undefined && status >= 400) return refused(call, status)
  // The end of a stream is more specific than its status.
  if (ending === 'truncated' && error !== undefined)
    return failing(midStreamError({ afterDeltas: deltas, kind: error.includes('overloaded') ? 'overloaded' : 'server-error' }))
  if (ending === 'truncated') return failing(truncatedStream({ afterDeltas: deltas }))
  if (error !== undefined) return unanswered(error)
  return status === undefined || (status >= 200 && status < 300)
    ? nothing
    : { ...nothing, untaken: [`status ${status}: no fault causes it`] }
}

const byStatus: ReadonlyMap<number, () => Injection> = new Map<number, () => Injection>([
  [400, badRequest],
  [401, authenticationFailed],
  [402, paymentRequired],
  [403, permissionDenied],
  [404, modelNotFound],
  [408, requestTimeout408],
  [409, conflict],
  [413, requestTooLarge],
])

/** OpenAI and Anthropic error codes that are more specific than their status. */
const byCode: ReadonlyMap<string, () => Injection> = new Map<string, () => Injection>([
  ['insufficient_quota', () => quotaExhausted({ cause: 'unnamed-quota' })],
  ['credit_balance_exhausted', () => quotaExhausted({ cause: 'credit-balance' })],
  ['organization_spend_limit_exceeded', () => quotaExhausted({ cause: 'spend-limit' })],
  ['project_spend_limit_exceeded', () => quotaExhausted({ cause: 'project-spend-limit' })],
  ['organization_usage_limit_exceeded', () => quotaExhausted({ cause: 'usage-limit' })],
  ['slow_down', slowDown],
  ['context_length_exceeded', contextLengthExceeded],
  ['ContextWindowExceededError', contextLengthExceeded],
])

/** A fault that a provider's error code names. */
export interface CodedFault {
  readonly code: string
  readonly injection: Injection
}

/** Finds an error code in a text that is more specific than any status, such as `insufficient_quota`. */
export function faultByCode(text: string): CodedFault | undefined {
  const words = new Set(text.match(/\w+/g))
  const found = [...byCode].find(([code]) => words.has(code))
  return found === undefined ? undefined : { code: found[0], injection: found[1]() }
}

/** Errors of an OpenAI batch, or of a request in one: codes of the Batch API, regardless of the status of the call that reads them. */
const byBatchCode: ReadonlyMap<string, () => Injection> = new Map<string, () => Injection>([
  ['batch_expired', batchExpired],
  ['token_limit_exceeded', batchRejected],
])

function refused({ provider, error, retryAfter }: LoggedCall, status: number): Reading {
  const known = byCode.get(error ?? '') ?? byStatus.get(status)
  if (known !== undefined) return failing(known())
  const wait = typeof retryAfter === 'number' ? { retryAfter } : {}
  if (status === 429)
    return typeof retryAfter === 'number'
      ? failing(rateLimited({ retryAfter, form: retryAfter % 1_000 === 0 ? 'seconds' : 'milliseconds' }))
      : failing(rateLimited({ form: 'none' }), ...(retryAfter === 'none' ? [] : ['a 429 with an unknown retry-after has none']))
  if (status === 529 && provider === 'anthropic') return failing(overloaded(wait))
  return status >= 500 ? failing(serverError({ status, ...wait })) : { ...nothing, untaken: [`status ${status}: no fault causes it`] }
}

/** Error classes of the OpenAI and Anthropic SDKs and of LiteLLM that imply a status. */
const byClass: ReadonlyMap<string, number> = new Map([
  ['BadRequestError', 400],
  ['AuthenticationError', 401],
  ['PermissionDeniedError', 403],
  ['NotFoundError', 404],
  ['ConflictError', 409],
  ['RateLimitError', 429],
  ['InternalServerError', 500],
  ['BadGatewayError', 502],
  ['ServiceUnavailableError', 503],
  ['RequestTooLargeError', 413],
])

/**
 * Browser names for failures that have a system code in Node (chromium: net/base/net_error_list.h; Firefox: xpcom/base/ErrorList.py).
 * Playwright writes these names.
 */
const byBrowser: Readonly<Record<string, (typeof systemCodes)[number]>> = {
  'net::ERR_CONNECTION_RESET': 'ECONNRESET',
  'net::ERR_CONNECTION_CLOSED': 'ECONNRESET',
  'net::ERR_CONNECTION_ABORTED': 'ECONNRESET',
  'net::ERR_EMPTY_RESPONSE': 'ECONNRESET',
  'net::ERR_HTTP2_PROTOCOL_ERROR': 'ECONNRESET',
  'net::ERR_INCOMPLETE_CHUNKED_ENCODING': 'ECONNRESET',
  'net::ERR_SOCKET_NOT_CONNECTED': 'EPIPE',
  'net::ERR_CONNECTION_REFUSED': 'ECONNREFUSED',
  'net::ERR_CONNECTION_FAILED': 'ECONNREFUSED',
  'net::ERR_CONNECTION_TIMED_OUT': 'ETIMEDOUT',
  'net::ERR_TIMED_OUT': 'ETIMEDOUT',
  'net::ERR_ADDRESS_UNREACHABLE': 'EHOSTUNREACH',
  'net::ERR_INTERNET_DISCONNECTED': 'EHOSTUNREACH',
  'net::ERR_NETWORK_CHANGED': 'ECONNRESET',
  'net::ERR_NAME_NOT_RESOLVED': 'ENOTFOUND',
  NS_ERROR_NET_RESET: 'ECONNRESET',
  NS_ERROR_NET_INTERRUPT: 'ECONNRESET',
  NS_ERROR_NET_PARTIAL_TRANSFER: 'ECONNRESET',
  NS_ERROR_CONNECTION_REFUSED: 'ECONNREFUSED',
  NS_ERROR_NET_TIMEOUT: 'ETIMEDOUT',
  NS_ERROR_UNKNOWN_HOST: 'ENOTFOUND',
  NS_ERROR_OFFLINE: 'EHOSTUNREACH',
}

/** Browser names for a request that the app itself aborted. */
const givenUp: ReadonlySet<string> = new Set(['net::ERR_ABORTED', 'NS_BINDING_ABORTED', 'cancelled'])

function unanswered(error: string): Reading {
  const word = error.split('.').at(-1)!
  const status = byClass.get(word)
  if (status !== undefined) {
    const { injections, assumed } = refused({ provider: '', error: undefined, retryAfter: undefined } as LoggedCall, status)
    return { ...nothing, injections, assumed: [...assumed, `"${error}" means the status ${status}`] }
  }
  const code = byBrowser[error] ?? systemCodes.find((name) => error.includes(name))
  if (code !== undefined) return failing(connectionReset({ code }))
  if (givenUp.has(error)) return { ...nothing, untaken: [`"${error}": the app aborted the call itself`] }
  if (/\btimed?[- ]?out|time-?out/i.test(error)) return failing(neverResponds())
  if (/^APIConnectionError$/.test(word) || /\breset\b|connection was lost/i.test(error) || error === noAnswer)
    return failing(connectionReset(), `"${error}" means a reset connection`)
  return { ...nothing, untaken: [`the error "${error}": no fault causes it`] }
}
