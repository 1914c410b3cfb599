import { saysPartial } from './marks.ts'
import { textsWithin } from './values.ts'

const raised =
  /^(unverified|uncertain|doubtful|flagged|suspicious|disputed|abstained|unknown|failed|rejected|escalated?|degraded|stale|fallback|(is|used|from|needs|requires)_?(unverified|uncertain|flagged|degraded|stale|fallback|human|review|confirmation|check|approval)|review|handoff|handover)$/i
const lowered = /^((is_?)?(verified|certain|confident|trusted|checked|grounded|reliable|consistent|supported|ok|success|succeeded|valid))$/i
const reported = /^(warnings?|errors?|problems?|issues?|caveats?|violations|mismatch(es)?)$/i
const standing = /^(status|state|outcome|verdict|kind|type|quality|confidence|result)$/i
const standings =
  /^(unverified|unconfirmed|uncertain|unknown|rejected|flagged|abstained|low|failed|error|escalated|(needs|requires|for)[-_ ](human|review|check|approval)|review|conflict|disputed|unavailable|degraded|fallback)$/i

const words =
  /\b(can(?:not|'t|’t| not)|could(?:n't|n’t| not)|unable to|not able to|was not able to) (?:\w+ )?(verify|confirm|check|be verified|be confirmed|answer|say|tell|find|determine|help)|\b(unverified|unconfirmed|not verified|not confirmed|not (?:sure|certain)|uncertain|(?:do not|don't|don’t) know|no (?:reliable )?answer|may be (?:wrong|inaccurate|outdated|out of date|incorrect)|might be (?:wrong|inaccurate|outdated|incorrect)|please (?:check|verify|confirm)|double-check|(?:sources|answers|models|providers) (?:disagree|differ|contradict)|needs? (?:a )?(?:human )?review|a (?:person|colleague|human)\b.*\b(?:will|has to|must))\b/i

function isDoubtfulMember(name: string, value: unknown): boolean {
  if (raised.test(name) && value === true) return true
  if (lowered.test(name) && value === false) return true
  if (standing.test(name) && typeof value === 'string' && standings.test(value)) return true
  if (/confidence|certainty/i.test(name) && typeof value === 'number' && value < 0.5) return true
  return (
    reported.test(name) &&
    value !== null &&
    value !== undefined &&
    value !== false &&
    value !== '' &&
    (!Array.isArray(value) || value.length > 0)
  )
}

function hasDoubtfulMember(value: unknown, seen = new Set<object>()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false
  seen.add(value)
  if (value instanceof Error) return true
  return Object.entries(value).some(([name, member]) => isDoubtfulMember(name, member) || hasDoubtfulMember(member, seen))
}

/**
 * Returns whether a value reports that it might be wrong, or that the answer is missing: with a usual member, such as
 * `verified: false`, `needsHuman: true`, `status: 'unverified'` or a list of `warnings`, or as text, such as "I cannot verify this".
 * @example
 * saysDoubtful({ answer: 'It takes 90 days.', verified: false }) // => true
 */
export function saysDoubtful(value: unknown): boolean {
  return saysPartial(value) || hasDoubtfulMember(value) || textsWithin(value).some((text) => words.test(text))
}
