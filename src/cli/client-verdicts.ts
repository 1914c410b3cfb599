import type { Journal } from '../engine/model/journal.ts'
import type { ClientVerdict } from '../engine/plan/incident.ts'
import { verdictsOf, type JournalVerdict } from '../property/client-behavior.ts'

/** Judges the client of a run, as data for its incident file. */
export function clientVerdicts(journal: Journal): readonly ClientVerdict[] {
  return verdictsOf(journal).map(asData)
}

function asData({ rule, verdict, hint }: JournalVerdict): ClientVerdict {
  switch (verdict.type) {
    case 'held':
      return { rule, verdict: 'held' }
    case 'violated':
      return { rule, verdict: 'violated', detail: verdict.how, hint }
    case 'remark':
      return { rule, verdict: 'remark', detail: verdict.how }
    case 'inconclusive':
      return { rule, verdict: 'inconclusive', detail: verdict.why }
  }
}

/** A verdict as a line. */
export function verdictLine({ rule, verdict, detail, hint }: ClientVerdict): string {
  switch (verdict) {
    case 'held':
      return `✓ ${rule}`
    case 'violated':
      return `✕ ${rule}: ${detail}. ${hint}`
    case 'remark':
      return `! ${rule}: ${detail}`
    case 'inconclusive':
      return `- ${rule}: not exercised, ${detail}`
  }
}
