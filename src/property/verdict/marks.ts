/** Names of members that report a failure or a missing part if they are set: the starts of words. */
const troubleWord =
  /^(partial|truncat|incomplet|unfinish|interrupt|abort|cancel|cut(off|short)?$|fail|err(or)?s?$|degrad|stale|fallback|warn|problem|unavailable|missing)/
/** Names of members that report the same if they are `false`. */
const soundWord = /^(ok(ay)?|succe(ss|eded)\w*|complete[d]?|done|finished|whole|full|final|valid|reliable)$/
/** Names of members whose text is the state of an answer. */
const stateWord = /^(status|state|kind|type|outcome|result|quality|reason|code|level|completeness|finish|stop)$/
/** The texts of such members that report a failure. */
const troubleState =
  /partial|truncat|incomplet|unfinish|interrupt|abort|cancel|cut|fail|error|reject|degrad|stale|fallback|unavailable|time(d[ _-]?)?out|max[ _-]?(output[ _-]?)?tokens|^length$|content[ _-]?filter|safety|refus/i
/** Finish reasons of complete answers, as spelled by providers and SDKs. */
const usualFinish = /^(stop|end[_-]?turn|tool[_-]?(calls?|use)|stop[_-]?sequence|complete[d]?|finish(ed)?|function[_-]?call|eos)$/i

/** The words in the name of a member: `isStillPartial` and `is_still_partial` are three. */
function wordsIn(name: string): string[] {
  return name.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())
}

function isSet(value: unknown): boolean {
  if (typeof value === 'string') return !/^(|none|no|false|null|ok)$/i.test(value.trim())
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== false && value !== 0
}

/** Whether a member of a value reports that something failed or is missing. */
function tells(name: string, value: unknown): boolean {
  const words = wordsIn(name)
  if (value === false) return words.some((word) => soundWord.test(word))
  if (words.some((word) => troubleWord.test(word)) && !words.includes('no')) return isSet(value)
  if (!words.some((word) => stateWord.test(word))) return false
  if (words.includes('finish') || (words.includes('stop') && words.includes('reason')))
    return value === undefined || value === null || (typeof value === 'string' && !usualFinish.test(value))
  return typeof value === 'string' && value.length <= 40 && troubleState.test(value)
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Returns whether one of a value's members, at two levels, marks it as incomplete or failed: `partial`,
 * `truncated`, `error`, `ok: false`, `complete: false`, `status: 'failed'`, `finishReason: 'length'` and the like. An `Error` counts as
 * marked.
 */
export function saysPartial(value: unknown): boolean {
  if (value instanceof Error) return true
  if (!isPlain(value)) return false
  return Object.entries(value).some(
    ([name, member]) => tells(name, member) || (isPlain(member) && Object.entries(member).some(([own, inner]) => tells(own, inner))),
  )
}

/**
 * Returns the parts of a value, at any depth, without a surrounding mark as incomplete or failed: texts, lists and objects.
 * Only its own members, and what surrounds the list, mark an item of a list.
 * @param isNote whether a text reports, in the app's own words, that something is missing
 */
export function unmarkedParts(value: unknown, isNote: (text: string) => boolean = () => false): readonly unknown[] {
  const parts: unknown[] = []
  const seen = new Set<object>()
  const visit = (part: unknown): void => {
    if (typeof part === 'string') return void parts.push(part)
    if (typeof part !== 'object' || part === null || seen.has(part) || saysPartial(part)) return
    seen.add(part)
    const members: unknown[] = part instanceof Map ? [...part.values()] : part instanceof Set ? [...part] : Object.values(part)
    if (isPlain(part) && members.some((member) => typeof member === 'string' && isNote(member))) return
    parts.push(part)
    for (const member of members) visit(member)
  }
  visit(value)
  return parts
}
