import { formatDuration } from '../engine/base/duration.ts'
import type { Message } from '../engine/model/call.ts'
import type { Journal, JournalCall } from '../engine/model/journal.ts'
import type { Property } from './verdict/define-property.ts'
import type { Outcome } from './verdict/outcome.ts'
import { held, inconclusive, violated, type Verdict } from './verdict/verdict.ts'
import { honorsRetryAfter } from './properties/honors-retry-after.ts'
import { noRetryOfPermanent } from './properties/no-retry-of-permanent.ts'

/** The verdict on one rule that every client should follow, judged by its calls only. */
export interface JournalVerdict {
  /** The rule, such as `honors-retry-after`. */
  readonly rule: string
  readonly verdict: Verdict
  /** How to fix a client that violates it. */
  readonly hint: string
}

interface Rule {
  readonly id: string
  readonly hint: string
  judge(journal: Journal): Verdict
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
function ofProperty({ id, hint, judge }: Property): Rule {
  return { id, hint, judge: (journal) => judge({ journal, outcome: unobserved }) }
}

/** Whether a call was ended by neither the provider nor the client. */
function isLeftOpen({ ending }: JournalCall): boolean {
  return ending === undefined || ending === 'hung'
}

const closesStreams: Rule = {
  id: 'closes-streams',
  hint: 'Read a stream to its end or cancel it: leave its loop, abort its signal, or set a timeout that does.',
  judge({ calls }) {
    const open = calls.filter(isLeftOpen)
    const [first] = open
    if (first !== undefined) {
      const others = open.length === 1 ? '' : `, and ${open.length - 1} more`
      return violated(
        `the call to ${first.provider} that began at ${formatDuration(first.startedAt)} was still open when the test was over${others}`,
      )
    }
    return calls.some(({ stream }) => stream) ? held : inconclusive('nothing was streamed')
  },
}

/** Whether an answer was truncated in the middle. */
function isCut({ ending, received, truth }: JournalCall): boolean {
  return (ending === 'cut' || ending === 'reset') && received !== '' && received !== truth
}

/** Whether a later call contains a truncated answer as if it were complete. */
function buildsOn({ call: { messages } }: JournalCall, { received, call }: JournalCall): boolean {
  return messages.slice(call.messages.length).some((message, index, added) => isSettled(message, received.trim(), added.slice(index + 1)))
}

/** A message like this asks for the rest of a truncated answer, so the app knows that it was truncated. */
const asksForTheRest = /continu|carry on|go on|resume|left off|cut|interrupt|incomplete|partial|rest|where you/i

function isSettled({ role, parts }: Message, received: string, after: readonly Message[]): boolean {
  // The last message is the beginning of an answer that the model is to continue.
  if (role !== 'assistant' || after.length === 0) return false
  const calledTools = parts.flatMap((part) => (part.type === 'tool-call' ? [`${part.name}(${part.arguments})`, part.arguments] : []))
  if (calledTools.some((text) => text !== '' && received.endsWith(text))) return true
  const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  return said.trim() === received && !after.some((message) => asksForTheRest.test(wordsOf(message)))
}

function wordsOf({ parts }: Message): string {
  return parts.flatMap((part) => ('text' in part ? [part.text] : [])).join('\n')
}

const buildsOnWholeAnswers: Rule = {
  id: 'builds-on-whole-answers',
  hint: 'Take an answer for whole only when its terminal event has come ([DONE], response.completed, message_stop); throw half of one away, or ask for the rest.',
  judge({ calls }) {
    const cut = calls.filter(isCut)
    for (const call of cut) {
      if (calls.slice(calls.indexOf(call) + 1).some((later) => buildsOn(later, call)))
        return violated(
          `the answer of ${call.provider} was cut after "${excerptOf(call.received)}", and the next question builds on it as if whole`,
        )
    }
    // The calls do not show what the app itself did with a truncated answer.
    return inconclusive(cut.length === 0 ? 'no answer was cut short' : 'no later question shows what became of the answer that was cut')
  },
}

function excerptOf(received: string): string {
  const line = received.trim().replaceAll(/\s+/g, ' ')
  return line.length <= 40 ? line : `...${line.slice(-37)}`
}

const rules: readonly Rule[] = [ofProperty(honorsRetryAfter()), ofProperty(noRetryOfPermanent()), closesStreams, buildsOnWholeAnswers]

/**
 * Judges the client of a finished test by its calls only: whether it waited as long as it was asked to, retried requests that
 * cannot succeed, closed its streams, and used a truncated answer as complete. A rule that the test did not exercise is
 * inconclusive.
 * @example
 * const wrong = verdictsOf(chaos.journal).filter(({ verdict }) => verdict.type === 'violated')
 */
export function verdictsOf(journal: Journal): readonly JournalVerdict[] {
  return rules.map(({ id, hint, judge }) => ({ rule: id, verdict: judge(journal), hint }))
}
