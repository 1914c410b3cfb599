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
  type Evidence,
  type JournalCall,
  type Property,
  type Verdict,
  checkOptions,
  text,
  durationText,
} from '../../kit.ts'

/** The provider that must recover, and its deadline. Times in ms. */
interface Recovery {
  readonly provider: string
  /** Default: the model of the first call to the provider that failed */
  readonly model: string | undefined
  readonly heals: number
  readonly due: number
}

function isOf(call: JournalCall, { provider, model }: Pick<JournalCall, 'provider' | 'model'>): boolean {
  return call.provider === provider && call.model === model
}

/** Why no call shows whether a model is used again. */
function whyNoCall({ outcome: { tasks } }: Evidence, due: number): string {
  const after = tasks.filter(({ startedAt }) => startedAt > due).length
  return after === 0
    ? `no call was made after ${formatDuration(due)}; let tasks run that long`
    : `${after} ${after === 1 ? 'task' : 'tasks'} began after ${formatDuration(due)} without a call, as with a cache; use a different prompt each time`
}

function judgeRecovery(evidence: Evidence, { provider, model, heals, due }: Recovery): Verdict {
  const { calls } = evidence.journal
  const failed = calls.find(
    (call) => call.provider === provider && (model ?? call.model) === call.model && call.startedAt < heals && hasFailed(call),
  )
  if (failed === undefined) return inconclusive(`${model ?? provider} did not fail before it recovered`)
  const own = calls.filter((call) => call.startedAt >= heals && isOf(call, failed))
  const inTime = own.filter(({ startedAt }) => startedAt <= due)
  if (inTime.some(isWhole)) return held
  if (inTime.length > 0) return inconclusive(`${failed.model} was used again in time, and failed`)
  // A model that was also used before the failure serves another purpose.
  const usual = calls.slice(0, calls.indexOf(failed))
  const others = calls.filter((call) => call.startedAt >= heals && !isOf(call, failed) && !usual.some((before) => isOf(before, call)))
  const hadChance = others.some(({ startedAt }) => startedAt <= due)
  const [back] = own
  const later = others.filter(({ startedAt }) => startedAt > due)
  // Without a call until then, the first one after it counts.
  if (!hadChance && back !== undefined && (later[0] === undefined || back.startedAt <= later[0].startedAt))
    return isWhole(back) ? held : inconclusive(`${failed.model} was used again, and failed`)
  const what = `${failed.model} of ${provider} recovered at ${formatDuration(heals)}`
  if (back !== undefined) return violated(`${what}, and was used again only at ${formatDuration(back.startedAt)}`)
  return later.length === 0
    ? inconclusive(whyNoCall(evidence, due))
    : violated(`${what}, and ${later.length} calls after ${formatDuration(due)} went elsewhere`)
}

/**
 * A model that has recovered is used again within a time.
 * @param options.model the model that must be used again. Default: the first model whose call to the provider failed
 * @example
 * recoversWithin('30s', { provider: 'openai', healsAt: '5m' })
 */
export function recoversWithin(
  within: Duration,
  options: { readonly provider: string; readonly model?: string; readonly healsAt: Duration },
): Property {
  checkOptions('recoversWithin()', options, { provider: text, model: text, healsAt: durationText }, ['provider', 'healsAt'])
  const { provider, model, healsAt } = options
  const heals = milliseconds(healsAt)
  const due = heals + milliseconds(within)
  return defineProperty({
    id: `recovers-within(${formatDuration(milliseconds(within))})`,
    statement: `${formatDuration(milliseconds(within))} after ${model ?? provider} recovers, it is used again`,
    evidence: 'journal',
    hint: 'Probe the failed provider from time to time and return to it: a permanent fallback is an outage of its own.',
    takes: due,
    judge: (evidence) => judgeRecovery(evidence, { provider, model, heals, due }),
  })
}
