import type { JournalCall } from '../../engine/model/journal.ts'
import { hasFailed } from './calls.ts'

/** Complete error messages of the official SDKs and of `fetch`. */
const messages =
  /^(?:\w*Error: )?(?:Connection error\.?|Request timed out\.?|Request was aborted\.?|fetch failed|terminated|socket hang up|This operation was aborted|The operation was aborted(?: due to timeout)?\.?|\d{3} status code \(no body\)|(?:read|connect) E[A-Z]+\b.*)$/

/** The envelopes that providers put around an error. */
const envelopes = /\{\s*"(?:type"\s*:\s*"error"|error"\s*:\s*[{"])|<\/?(?:html|!doctype html)\b/i

/** A printed error: its class and its message. */
const printed =
  /(?:^|[\s:([])(?:[A-Z]\w*)?(?:APIError|APIConnectionError|RateLimitError|InternalServerError|AuthenticationError|BadRequestError|PermissionDeniedError|NotFoundError|TimeoutError|AbortError|SyntaxError|TypeError|AI_\w+Error): \S/

/** Returns a text if it is an error: from an SDK, from `fetch`, or from a provider's error response. */
export function errorIn(text: string, calls: readonly JournalCall[]): string | undefined {
  const trimmed = text.trim()
  const found = messages.exec(trimmed)?.[0] ?? envelopes.exec(trimmed)?.[0] ?? printed.exec(trimmed)?.[0]
  if (found !== undefined) return trimmed
  // The SDKs begin a message with the status of the response: "429 Rate limit reached for gpt-4o".
  const statuses = calls.filter(hasFailed).flatMap(({ status }) => (status === undefined || status < 400 ? [] : [status]))
  return statuses.some((status) => new RegExp(String.raw`^(?:\w*Error: )?${status} \S`).test(trimmed)) ? trimmed : undefined
}

/** A sentence that states a failure, at the beginning of a text. */
const statement = /^\W*\w+\W+(?:\w+\W+)*?(?:failed|fails|could not|couldn't|cannot|can't|unable|is unavailable|is not available)\b/i

/** Returns whether a text states the failure in its own words before the error: "The assistant failed: RateLimitError: ...". */
export function isStatedBefore(text: string): boolean {
  const start = envelopes.exec(text)?.index ?? printed.exec(text)?.index ?? 0
  return statement.test(text.slice(0, start))
}

const blanks: readonly RegExp[] = [
  /\[object \w+\]/,
  /^(?:undefined|NaN)$/,
  // Not if the text is about the word, like a text about code.
  /(?<!["'`(]|\b(?:is|are|be|an?|the|or|and) )\bundefined\b(?!["'`)]| (?:behaviou?r|variable|method|reference|symbol|function|property)\b)/,
  /(?<![\w"'`.])NaN(?![\w"'`])/,
  /(?<=\b(?:dear|hello|hi|order|on|for|in|at|by|from|until|within|costs|named) )null\b(?! (?:and void|value|pointer|hypothesis|or|result))(?=[ ,.!?]|$)/i,
]

/** Returns what a template printed instead of a missing value: "undefined", "[object Object]", "NaN" or "null". */
export function blankIn(text: string): string | undefined {
  for (const pattern of blanks) {
    const found = pattern.exec(text)
    if (found !== null) return found[0]
  }
  return undefined
}

/** Returns whether a text is JSON that stops before it is complete: a string, list or object is still open at its end. */
export function isCutJson(text: string): boolean {
  const trimmed = text.trim().replace(/^```(?:json)?\s*/, '')
  if (!/^(?:\{\s*"|\[\s*[{["\d])/.test(trimmed)) return false
  let [depth, isQuoted] = [0, false]
  for (let place = 0; place < trimmed.length; place++) {
    const character = trimmed[place]!
    if (isQuoted) {
      if (character === '\\') place++
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return false
  }
  return depth > 0
}
