import { BrownoutError } from '../engine/base/errors.ts'
import type { Incident } from '../engine/plan/incident.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Plan } from '../engine/plan/plan.ts'
import { excerpt, momentsOf, timeline, type Moment } from './text/timeline.ts'
import type { Evidence, Outcome, Property } from './verdict/evidence.ts'
import { injectionInWords, valueInWords } from './text/injection-in-words.ts'

/** What there is to say about a broken property. */
export interface Failure {
  /** The seed of the search. That of the incident may be a variation of it. */
  readonly seed: string
  readonly property: Property
  readonly plan: Plan
  readonly evidence: Evidence
  /** How the property was broken, in words. */
  readonly how: string
  /** In which run it was found, from 1. */
  readonly foundIn: number
  /** Whether it takes another order of the answers that are due together. */
  readonly isInOtherOrder: boolean
  /** How much was tried to find it. */
  readonly effort: string
  readonly incident: Incident
  /** The lines that run the same again, each in a way of its own. */
  readonly replayLines: readonly string[]
}

/** The app broke a property. Carries the fewest faults that make it do so, and all that happened then. */
export class ResilienceError extends BrownoutError {
  override readonly name = 'ResilienceError'
  readonly seed: string
  /** The fewest faults that break it. */
  readonly plan: Plan
  /** The property's id, such as `retries-at-most(2)`. */
  readonly property: string
  /** In which run it was found, from 1; those that made it simpler do not count. */
  readonly foundIn: number
  readonly journal: Journal
  readonly outcome: Outcome
  readonly incident: Incident

  constructor(failure: Failure) {
    super(messageOf(failure))
    const { seed, plan, property, evidence, incident } = failure
    this.seed = seed
    this.plan = plan
    this.property = property.id
    this.foundIn = failure.foundIn
    this.journal = evidence.journal
    this.outcome = evidence.outcome
    this.incident = incident
  }
}

/** Nothing was found out about a property: what it speaks of never came up. */
export class InconclusiveError extends BrownoutError {
  override readonly name = 'InconclusiveError'
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

function story({ journal, outcome }: Evidence): string[] {
  const aborted = outcome.abortedAt === undefined ? [] : [{ at: outcome.abortedAt, text: 'the task is aborted from outside' }]
  const end = { at: outcome.settledAt, text: settlementInWords(outcome) }
  return timeline([...momentsOf(journal), ...momentsOfApp(outcome), ...aborted, end].toSorted((a, b) => a.at - b.at))
}

/** What the app told of itself. The pieces of a stream are one moment, when the last of them was seen. */
function momentsOfApp({ streamed, effects, alerts, uncaught }: Outcome): Moment[] {
  const last = streamed.at(-1)
  const seen = excerpt(streamed.map(({ text }) => text).join(''))
  return [
    ...(last === undefined ? [] : [{ at: last.at, text: `the user has seen "${seen}"` }]),
    ...effects.map(({ at, text }) => ({ at, text: `the app does: ${text}` })),
    ...alerts.map(({ at, text }) => ({ at, text: `the app reports: ${text}` })),
    ...uncaught.map(({ at, text }) => ({ at, text: `nobody catches: ${excerpt(text)}` })),
  ]
}

function messageOf({ seed, property, plan, evidence, how, isInOtherOrder, effort, replayLines }: Failure): string {
  const faults = plan.injections.length === 0 ? ['no fault at all'] : plan.injections.map(injectionInWords)
  return [
    `${property.id} is broken: ${how}.`,
    '',
    `  property  ${property.statement}`,
    `  broken by ${faults.join('\n        and ')}`,
    ...(isInOtherOrder ? ['            in another order of what came at the same time'] : []),
    `            (${effort})`,
    '',
    ...story(evidence),
    '',
    `  hint      ${property.hint}`,
    `  seed      ${seed}`,
    `  replay    ${replayLines.join('\n         or ')}`,
  ].join('\n')
}
