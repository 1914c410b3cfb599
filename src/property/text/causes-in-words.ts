import { formatDuration } from '../../engine/base/duration.ts'
import type { Plan } from '../../engine/plan/plan.ts'
import { crashPointInWords, type Script } from '../../engine/plan/script.ts'
import type { Evidence } from '../verdict/evidence.ts'
import { injectionInScript } from './injection-in-words.ts'

/** The causes of a violation. If the plan has no faults, these are the faults that fired outside of it, if any. */
export function causesInWords({ injections }: Plan, script: Script, { journal, outcome }: Evidence): string[] {
  const runs = script.length === 1 ? undefined : script.length
  const planned = new Set(injections.map(({ fault }) => fault))
  const fired = new Set(journal.calls.flatMap((call) => call.fired.map(({ fault }) => fault)))
  const others = [...fired].filter((fault) => !planned.has(fault))
  const known = [
    ...injections.map((injection) => injectionInScript(injection, runs)),
    ...copiesInWords(script),
    ...abortsInWords(script, outcome.abortedAt, others),
    ...crashesInWords(script),
  ]
  if (known.length > 0) return known
  return others.length === 0 ? ['no fault at all'] : [`${others.join(', ')}, which fired and is not in the plan`]
}

function copiesInWords(script: Script): string[] {
  return script.flatMap(({ copies }, place) =>
    copies === 1 ? [] : [`running ${copies} copies of the task at the same time${inRun(script, place)}`],
  )
}

/** A fault outside of the plan keeps a call open, so that there is something to abort. */
function abortsInWords(script: Script, abortedAt: number | undefined, others: readonly string[]): string[] {
  const inScript = script.flatMap(({ abortAfter, copies }, place) =>
    abortAfter === undefined
      ? []
      : [`aborting ${copies === 1 ? 'the task' : 'the first copy'} after ${formatDuration(abortAfter)}${inRun(script, place)}`],
  )
  const aborts = inScript.length > 0 || abortedAt === undefined ? inScript : [`aborting the task after ${formatDuration(abortedAt)}`]
  return aborts.map((abort) => (others.includes('stalled-stream') ? `${abort}, during a stalled stream` : abort))
}

function crashesInWords(script: Script): string[] {
  return script.flatMap(({ crashAt }, place) =>
    crashAt === undefined ? [] : [`a crash ${crashPointInWords(crashAt)}${inRun(script, place)}`],
  )
}

function inRun(script: Script, place: number): string {
  return script.length === 1 ? '' : `, in run ${place + 1} of ${script.length}`
}
