import { formatDuration } from '../../engine/base/duration.ts'
import type { Plan } from '../../engine/plan/plan.ts'
import type { Violation } from '../trial/run-trial.ts'
import type { Evidence } from '../verdict/evidence.ts'
import type { Outcome } from '../verdict/outcome.ts'
import { excerpt } from './ending-in-words.ts'
import { injectionInWords, valueInWords } from './injection-in-words.ts'
import { momentsOf, timeline, type Moment } from './timeline.ts'

/** What the message of a failure is made of. */
export interface FailureStory {
  /** The seed of the search. */
  readonly seed: string
  readonly violation: Violation
  readonly plan: Plan
  /** Whether it takes another order of the replies that are due at the same time. */
  readonly isInOtherOrder: boolean
  /** How it was found, in words. */
  readonly effort: string
  /** The lines that run the same again, each in its own way. */
  readonly replayLines: readonly string[]
}

/** The message of a failure: the property, the fewest faults that violate it, the timeline, and how to run it again. */
export function failureMessage({ seed, violation, plan, isInOtherOrder, effort, replayLines }: FailureStory): string {
  const { property, verdict, evidence } = violation
  const causes = causesInWords(plan, evidence)
  return [
    `${property.id} is broken: ${verdict.how}.`,
    '',
    `  property  ${property.statement}`,
    `  broken by ${causes.join('\n        and ')}`,
    ...(isInOtherOrder ? ['            in another order of what came at the same time'] : []),
    `            (${effort})`,
    '',
    ...timeline(storyOf(evidence)),
    '',
    `  hint      ${property.hint}`,
    `  seed      ${seed}`,
    `  replay    ${replayLines.join('\n         or ')}`,
  ].join('\n')
}

/** What violated the property. Without any fault in the plan, that is what fired apart from it, if anything did. */
function causesInWords({ injections }: Plan, { journal, outcome }: Evidence): string[] {
  const known = [...injections.map(injectionInWords), ...abortInWords(outcome)]
  if (known.length > 0) return known
  const fired = new Set(journal.calls.flatMap((call) => call.fired.map(({ fault }) => fault)))
  return fired.size === 0 ? ['no fault at all'] : [`${[...fired].join(', ')}, which fired and is not in the plan`]
}

/** A run is aborted only to judge that, while a stream stalls. */
function abortInWords({ abortedAt }: Outcome): string[] {
  return abortedAt === undefined ? [] : [`aborting the task after ${formatDuration(abortedAt)}, during a stalled stream`]
}

function storyOf({ journal, outcome }: Evidence): Moment[] {
  const aborted = outcome.abortedAt === undefined ? [] : [{ at: outcome.abortedAt, text: 'the task is aborted from outside' }]
  const end = { at: outcome.settledAt, text: settlementInWords(outcome) }
  return momentsOf(journal, [...aborted, ...momentsOfApp(outcome), end])
}

function settlementInWords({ settlement }: Outcome): string {
  switch (settlement.type) {
    case 'value':
      return `the task resolves: ${valueInWords(settlement.value).slice(0, 100)}`
    case 'error':
      return `the task rejects: ${String(settlement.error).split('\n')[0]!.slice(0, 100)}`
    case 'stuck':
      return 'the task never settles'
  }
}

/** What the app reported of itself. The pieces of a stream are one moment, when the last of them was seen. */
function momentsOfApp({ streamed, effects, alerts, uncaught }: Outcome): Moment[] {
  const last = streamed.at(-1)
  const seen = excerpt(streamed.map(({ text }) => text).join(''))
  return [
    ...(last === undefined ? [] : [{ ...last, text: `the user has seen "${seen}"` }]),
    ...effects.map((effect) => ({ ...effect, text: `the app does: ${effect.text}` })),
    ...alerts.map((alert) => ({ ...alert, text: `the app reports: ${alert.text}` })),
    ...uncaught.map((error) => ({ ...error, text: `nobody catches: ${excerpt(error.text)}` })),
  ]
}
