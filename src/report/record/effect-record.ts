import { canonicalJson } from '../../engine/base/hash.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import type { Effect, Outcome } from '../../property/verdict/outcome.ts'
import { toolCallsIn } from '../../property/verdict/tool-calls.ts'
import type { EffectData } from '../data/outcome-data.ts'
import { clipped } from './call-record.ts'

/**
 * The side effects of a task as data, each with the call that caused it and the call before it.
 * @param calls of the same run
 * @param isAlone whether no other copy of the task ran at the same time
 */
export function effectsData({ effects, tasks }: Outcome, calls: readonly JournalCall[], isAlone: boolean): EffectData[] {
  return effects.map((effect) => {
    const before = calls.filter((call) => isBefore(call, effect))
    const from = before.findLastIndex((call) => isCause(call, effect))
    const made = effect.task === undefined ? undefined : tasks[effect.task]?.made
    const after = before.findLastIndex((call) => made?.includes(call) ?? isAlone)
    const place = from === -1 && after !== -1 ? { after } : from === -1 ? {} : { from }
    return { at: effect.at, text: clipped(effect.text), ...place }
  })
}

/** Whether a call had begun. Their sequence decides between equal times. */
export function isBefore(
  { startedAt, sequence }: JournalCall,
  { at, sequence: order = Infinity }: Pick<Effect, 'at' | 'sequence'>,
): boolean {
  return startedAt < at || (startedAt === at && (sequence?.began ?? 0) < order)
}

/** Whether the tool call that caused an effect is in the answer of a call. */
function isCause({ received }: JournalCall, { tool }: Effect): boolean {
  if (tool === undefined) return false
  const asked = canonicalJson(tool.arguments ?? {})
  return toolCallsIn(received).some(
    ({ name, arguments: given }) => name === tool.name && given !== undefined && canonicalJson(given) === asked,
  )
}
