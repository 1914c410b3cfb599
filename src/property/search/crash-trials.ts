import type { CrashPoint } from '../../engine/plan/script.ts'
import { crashedAt } from '../baseline/scripts.ts'
import type { Trial } from '../trial/trial.ts'
import type { Feedback } from './trials.ts'

/** The points at which a restarted process crashes again. */
const secondPoints: readonly CrashPoint[] = [
  { effect: 1, when: 'after' },
  { call: 1, when: 'sent' },
]
/** The most trials with two crashes. */
const mostTwice = 12

/**
 * A crash at each point of the task, one at a time: after it settled, at each effect, at each call. Then two crashes: the second
 * early in the process that was restarted after the first.
 */
export function crashTrials({ calls, effects }: Feedback): Trial[] {
  const points: readonly CrashPoint[] = [...atEffects(effects), ...atCalls(calls.length)]
  const once = ['end' as const, ...points].map((point) => crashedAt(point))
  const twice = points.flatMap((first) => secondPoints.map((second) => crashedAt(first, second)))
  return [...once, ...twice.slice(0, mostTwice)].map((script) => ({ injections: [], variation: 0, script }))
}

function atEffects(count: number): CrashPoint[] {
  return numbersTo(count).flatMap((effect) => [{ effect, when: 'after' } as const, { effect, when: 'before' } as const])
}

function atCalls(count: number): CrashPoint[] {
  return numbersTo(count).flatMap((call) => [{ call, when: 'sent' } as const, { call, when: 'answered' } as const])
}

function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
