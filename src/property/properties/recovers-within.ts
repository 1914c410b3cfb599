import { formatDuration, milliseconds, type Duration } from '../../engine/duration.ts'
import { hasFailed, isWhole } from './calls.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

/**
 * So long after a provider heals, it is used again.
 * @example
 * recoversWithin('30s', { provider: 'openai', healsAt: '5m' })
 */
export function recoversWithin(
  within: Duration,
  { provider, healsAt }: { readonly provider: string; readonly healsAt: Duration },
): Property {
  return {
    id: `recovers-within(${formatDuration(milliseconds(within))})`,
    statement: `${formatDuration(milliseconds(within))} after ${provider} heals, it is used again`,
    hint: 'Probe what failed from time to time, and return to it: a fallback that sticks is an outage of its own.',
    judge(evidence) {
      const { calls } = evidence.journal
      const heals = milliseconds(healsAt)
      if (!calls.some((call) => call.provider === provider && call.startedAt < heals && hasFailed(call)))
        return inconclusive(`${provider} did not fail before it healed`)
      const due = heals + milliseconds(within)
      const later = calls.filter((call) => call.startedAt > due)
      if (calls.some((call) => call.provider === provider && call.startedAt >= heals && isWhole(call))) return held
      if (later.length === 0) return inconclusive(`no call went out after ${formatDuration(due)}`)
      const isUnused = !later.some((call) => call.provider === provider)
      return isUnused
        ? broken(`${provider} healed at ${formatDuration(heals)}, and ${later.length} calls after ${formatDuration(due)} went elsewhere`)
        : inconclusive(`${provider} was used again, and failed`)
    },
  }
}
