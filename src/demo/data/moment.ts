import type { CallData } from '../../report/data/call-data.ts'
import type { TakeData } from './demo-data.ts'

/** Whether a customer's story is over. */
export function isOver({ story }: TakeData, now: number): boolean {
  return story.endedAt <= now
}

/** The text that the customer reads at a time, in ms from the question. */
export function readAt(take: TakeData, now: number): string {
  if (isOver(take, now)) return take.read
  const shown = take.story.outcomes[0]!.shown.filter(({ at }) => at <= now)
  const restart = shown.findLastIndex(({ retracts }) => retracts === true)
  return shown
    .slice(restart + 1)
    .map(({ text }) => text)
    .join('')
}

/** The calls at a time, in ms from the question. Later parts are missing. */
export function callsAt(take: TakeData, now: number): CallData[] {
  const { calls } = take.story
  if (isOver(take, now)) return [...calls]
  return calls.filter(({ startedAt }) => startedAt <= now).map((call) => callAt(call, now))
}

function callAt(call: CallData, now: number): CallData {
  const { endedAt, ending: _ending, status: _status, problem: _problem, firstByteAt, ...open } = call
  if (endedAt !== undefined && endedAt <= now) return call
  return {
    ...open,
    ...(firstByteAt !== undefined && firstByteAt <= now ? { firstByteAt } : {}),
    deltas: call.deltas.filter((at) => at <= now),
    fired: call.fired.filter(({ at }) => at <= now),
  }
}

/** The times at which something begins or ends, in order. Steps go from one to the next. */
export function eventsOf(takes: readonly TakeData[]): number[] {
  const times = takes.flatMap(({ story }) => [
    story.endedAt,
    ...story.calls.flatMap(({ startedAt, deltas, endedAt, fired }) => [startedAt, deltas[0], endedAt, ...fired.map(({ at }) => at)]),
  ])
  const last = Math.max(...takes.map(({ story }) => story.endedAt))
  const known = times.filter((at) => at !== undefined && at > 0 && at <= last)
  return [...new Set(known as number[])].toSorted((a, b) => a - b)
}
