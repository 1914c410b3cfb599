import type { Snapshot } from '../trial/snapshot.ts'
import { textsWithin } from '../verdict/values.ts'

/** Words with which a text reports a failure, or a missing answer. */
export const honest =
  /\b(sorry|apolog\w*|unavailable|not available|try again|retry|later|unable|can ?not|can't|could not|couldn't|failed|failure|error|busy|offline|outage|unknown|no answer|not answered|without|missing|pending|queued|skipped|degraded|stale|cached|fallback|incomplete|partial|truncated|interrupted|timed? ?out|limit|refused|declined|held|review|manual|human|escalat\w*|alert\w*|notif\w*|releas\w*|park\w*|defer\w*|reject\w*|n\/a|none)\b/i

/** Whether a value itself reports a missing answer: it is nothing, empty, a flag, or words to that effect. */
export function saysThereIsNone(value: Snapshot): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true
  if (typeof value === 'object' && Object.values(value).every((member) => saysThereIsNone(member))) return true
  return textsWithin(value).some((text) => honest.test(text)) || hasFlag(value)
}

function hasFlag(value: Snapshot): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([name, member]) =>
      (honest.test(name) && member !== false && member !== null && member !== undefined && member !== 0) || hasFlag(member),
  )
}
