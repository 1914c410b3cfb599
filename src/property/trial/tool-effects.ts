import type { JournalCall } from '../../engine/model/journal.ts'
import type { Effect, Outcome } from '../verdict/outcome.ts'
import type { CallOwnership } from './call-ownership.ts'

/** Adds the effects of tools that emulated tool servers ran for the app, which need not be reported. */
export function withToolEffects(outcome: Outcome, calls: readonly JournalCall[], ownership: CallOwnership): Outcome {
  const ran = calls.flatMap((call) => effectOf(call, ownership) ?? [])
  if (ran.length === 0) return outcome
  const effects = [...outcome.effects, ...ran].toSorted((a, b) => a.at - b.at || (a.sequence ?? 0) - (b.sequence ?? 0))
  return { ...outcome, effects }
}

function effectOf(call: JournalCall, ownership: CallOwnership): Effect | undefined {
  if (call.effect === undefined) return undefined
  const { name, arguments: given, key, at, sequence } = call.effect
  const task = ownership.ownerOf(call)?.task
  return {
    text: `${call.provider}/${name}`,
    at,
    sequence,
    tool: { name, arguments: given },
    isServers: true,
    ...(key === undefined ? {} : { key }),
    ...(task === undefined ? {} : { task, isInferred: true }),
  }
}
