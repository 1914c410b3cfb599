import { counted } from '../engine/base/counted.ts'
import type { Journal } from '../engine/model/journal.ts'
import { buildsOnCompleteAnswers } from './client-rules/builds-on-complete-answers.ts'
import { closesStreams } from './client-rules/closes-streams.ts'
import type { Rule } from './client-rules/rule.ts'
import { runsCompleteToolCalls } from './client-rules/runs-complete-tool-calls.ts'
import { stopsRepeatedToolCalls } from './client-rules/stops-repeated-tool-calls.ts'
import { honorsRetryAfter } from './properties/honors-retry-after.ts'
import { noRetryOfPermanent } from './properties/no-retry-of-permanent.ts'
import { titlesOf } from './text/titles.ts'
import type { Property } from './verdict/define-property.ts'
import type { Outcome } from './verdict/outcome.ts'
import { remark, type Verdict } from './verdict/verdict.ts'

/** The verdict on one rule that every client should follow, judged based only on its calls. */
export interface JournalVerdict {
  /** The rule, such as `honors-retry-after`. */
  readonly rule: string
  /** The headline if the client violates it. */
  readonly title: string
  readonly verdict: Verdict
  /** How to fix a client that violates it. */
  readonly hint: string
}

/** The outcome of an app that reports nothing. */
const unobserved: Outcome = {
  settlement: { type: 'value', value: undefined },
  startedAt: 0,
  settledAt: Infinity,
  abortedAt: undefined,
  streamed: [],
  effects: [],
  alerts: [],
  tasks: [],
  uncaught: [],
}

/** The rule of a property that judges calls only. */
function ofProperty(property: Property, needs: Pick<Rule, 'needsEarlierCalls'>): Rule {
  const { id, hint } = property
  const { violated: title } = titlesOf(property).titles
  return { id, title, hint, ...needs, judge: (journal) => property.judge({ journal, outcome: unobserved }) }
}

const rules: readonly Rule[] = [
  ofProperty(honorsRetryAfter(), { needsEarlierCalls: false }),
  ofProperty(noRetryOfPermanent(), { needsEarlierCalls: true }),
  closesStreams,
  buildsOnCompleteAnswers,
  runsCompleteToolCalls,
  stopsRepeatedToolCalls,
]

/** A call that the journal has dropped can explain what looks like a violation: then it is a remark. */
function judge(rule: Rule, journal: Journal): Verdict {
  const verdict = rule.judge(journal)
  const dropped = journal.dropped?.calls ?? 0
  if (verdict.type !== 'violated' || !rule.needsEarlierCalls || dropped === 0) return verdict
  return remark(`${verdict.how}, unless one of the ${counted(dropped, 'call')} that the journal has dropped explains it`)
}

/**
 * Judges the client of a finished test based only on its calls: whether it waited as long as requested, retried requests that
 * cannot succeed, closed its streams, used a truncated answer as complete, ran a truncated tool call, and repeated one tool
 * call. A rule that the test did not exercise is inconclusive. If the journal is bounded, only the calls in it are judged.
 * @example
 * const wrong = verdictsOf(chaos.journal).filter(({ verdict }) => verdict.type === 'violated')
 */
export function verdictsOf(journal: Journal): readonly JournalVerdict[] {
  return rules.map((rule) => ({ rule: rule.id, title: rule.title, verdict: judge(rule, journal), hint: rule.hint }))
}
