import {
  defineProperty,
  formatDuration,
  milliseconds,
  hasFailed,
  isWhole,
  violated,
  held,
  inconclusive,
  type Duration,
  type Property,
} from '../../kit.ts'

/**
 * A provider that has recovered is used again within a time.
 * @example
 * recoversWithin('30s', { provider: 'openai', healsAt: '5m' })
 */
export function recoversWithin(
  within: Duration,
  { provider, healsAt }: { readonly provider: string; readonly healsAt: Duration },
): Property {
  return defineProperty({
    id: `recovers-within(${formatDuration(milliseconds(within))})`,
    statement: `${formatDuration(milliseconds(within))} after ${provider} heals, it is used again`,
    evidence: 'journal',
    hint: 'Probe what failed from time to time, and return to it: a fallback that sticks is an outage of its own.',
    judge(evidence) {
      const { calls } = evidence.journal
      const heals = milliseconds(healsAt)
      if (!calls.some((call) => call.provider === provider && call.startedAt < heals && hasFailed(call)))
        return inconclusive(`${provider} did not fail before it healed`)
      const due = heals + milliseconds(within)
      const own = calls.filter((call) => call.provider === provider && call.startedAt >= heals)
      if (own.some((call) => call.startedAt <= due && isWhole(call))) return held
      const tried = own.filter((call) => call.startedAt <= due)
      if (tried.length > 0) return inconclusive(`${provider} was used again in time, and failed`)
      const later = calls.filter((call) => call.startedAt > due)
      const hadChance = calls.some((call) => call.startedAt >= heals && call.startedAt <= due)
      // If no call went out until then, the first one after it shows it.
      if (!hadChance && later[0]?.provider === provider)
        return isWhole(later[0]) ? held : inconclusive(`${provider} was used again, and failed`)
      const [back] = own
      if (back !== undefined)
        return violated(`${provider} healed at ${formatDuration(heals)}, and was used again only at ${formatDuration(back.startedAt)}`)
      return later.length === 0
        ? inconclusive(`no call went out after ${formatDuration(due)}; let tasks go on for that long`)
        : violated(`${provider} healed at ${formatDuration(heals)}, and ${later.length} calls after ${formatDuration(due)} went elsewhere`)
    },
  })
}
