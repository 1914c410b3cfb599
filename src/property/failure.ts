import type { Chaos } from '../brownout.ts'
import { formatDuration } from '../engine/duration.ts'
import { BrownoutError } from '../engine/errors.ts'
import type { Incident } from '../engine/incident.ts'
import type { InjectionData } from '../engine/injection.ts'
import type { Journal } from '../engine/journal.ts'
import type { Plan } from '../engine/plan.ts'
import { momentsOf, timeline } from '../report/timeline.ts'
import type { Evidence, Outcome, Property } from './evidence.ts'

/** The app broke a property. Carries the fewest faults that make it do so, and all that happened then. */
export class ResilienceError extends BrownoutError {
  override readonly name = 'ResilienceError'
  readonly seed: string
  /** The fewest faults that break it. */
  readonly plan: Plan
  /** The property's id, such as `retries-at-most(2)`. */
  readonly property: string
  readonly journal: Journal
  readonly outcome: Outcome
  readonly incident: Incident

  constructor(chaos: Chaos, property: Property, plan: Plan, evidence: Evidence, how: string, effort: string, replay: string) {
    super(messageOf(chaos.seed, property, plan, evidence, how, effort, replay))
    this.seed = chaos.seed
    this.plan = plan
    this.property = property.id
    this.journal = evidence.journal
    this.outcome = evidence.outcome
    this.incident = chaos.incident()
  }
}

/** Nothing was found out about a property: what it speaks of never came up. */
export class InconclusiveError extends BrownoutError {
  override readonly name = 'InconclusiveError'
}

function valueInWords(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? String(value)
  return JSON.stringify(value)
}

function parametersInWords(parameters: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(parameters)
  return entries.length === 0 ? '' : ` { ${entries.map(([name, value]) => `${name}: ${valueInWords(value)}`).join(', ')} }`
}

/** An injection as a person would say it: `truncated-stream { afterDeltas: 0 } on call 1 to openai`. */
export function injectionInWords({ fault, parameters, trigger }: InjectionData): string {
  const targets = trigger.for?.map((target) => Object.values(target).join(' ')).join(' or ')
  const to = targets === undefined ? '' : ` to ${targets}`
  const which = [
    trigger.nth === undefined ? [] : [`call ${trigger.nth}`],
    trigger.first === undefined ? [] : [`the first ${trigger.first === 1 ? 'call' : `${trigger.first} calls`}`],
    trigger.every === undefined ? [] : [`every ${trigger.every}. call`],
    trigger.chance === undefined ? [] : [`${trigger.chance.rate * 100} % of the calls`],
    trigger.between === undefined ? [] : [`calls from ${formatDuration(trigger.between.from)} to ${formatDuration(trigger.between.to)}`],
  ].flat()
  return `${fault}${parametersInWords(parameters)} on ${which.length === 0 ? 'every call' : which.join(', ')}${to}`
}

function settlementInWords({ settlement }: Outcome): string {
  switch (settlement.type) {
    case 'value': return `the task resolves: ${(valueInWords(settlement.value) ?? 'undefined').slice(0, 100)}`
    case 'error': return `the task rejects: ${String(settlement.error).split('\n')[0]!.slice(0, 100)}`
    case 'stuck': return 'the task never settles'
  }
}

function story({ journal, outcome }: Evidence): string[] {
  const aborted = outcome.abortedAt === undefined ? [] : [{ at: outcome.abortedAt, text: 'the task is aborted from outside' }]
  const end = { at: outcome.settledAt, text: settlementInWords(outcome) }
  return timeline([...momentsOf(journal), ...aborted, end].toSorted((a, b) => a.at - b.at))
}

function messageOf(seed: string, property: Property, plan: Plan, evidence: Evidence, how: string, effort: string, replay: string): string {
  const faults = plan.injections.length === 0 ? ['no fault at all'] : plan.injections.map(injectionInWords)
  return [
    `${property.id} is broken: ${how}.`,
    '',
    `  property  ${property.statement}`,
    `  broken by ${faults.join('\n        and ')}`,
    `            (${effort})`,
    '',
    ...story(evidence),
    '',
    `  hint      ${property.hint}`,
    `  seed      ${seed}`,
    `  replay    ${replay}`,
  ].join('\n')
}
