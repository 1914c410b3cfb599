import { formatDuration } from '../engine/base/duration.ts'
import type { Message } from '../engine/model/call.ts'
import type { Journal, JournalCall } from '../engine/model/journal.ts'
import type { Property } from './verdict/define-property.ts'
import type { Evidence } from './verdict/evidence.ts'
import { held, inconclusive, violated, type Verdict } from './verdict/verdict.ts'
import { honorsRetryAfter } from './properties/honors-retry-after.ts'
import { noRetryOfPermanent } from './properties/no-retry-of-permanent.ts'

/** What the calls alone tell of one rule that every client should keep. */
export interface JournalVerdict {
  /** The rule, such as `honors-retry-after`. */
  readonly rule: string
  readonly verdict: Verdict
  /** What usually mends a client that breaks it. */
  readonly hint: string
}

interface Rule {
  readonly id: string
  readonly hint: string
  judge(journal: Journal): Verdict
}

function ofProperty({ id, hint, judge }: Property): Rule {
  // Both properties below judge by the calls, and by nothing that the app told.
  return { id, hint, judge: (journal) => judge({ journal } as Evidence) }
}

/** Whether nobody has ended a call: neither the provider nor the client. */
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

/** Whether a call was cut in the middle of what it had to say. */
function isCut({ ending, received, truth }: JournalCall): boolean {
  return (ending === 'cut' || ending === 'reset') && received !== '' && received !== truth
}

/** Whether a later question holds what a cut call told as something that the model had said to the end. */
function buildsOn({ call: { messages } }: JournalCall, { received, call }: JournalCall): boolean {
  return messages.slice(call.messages.length).some((message, index, added) => isSettled(message, received.trim(), added.slice(index + 1)))
}

/** Asks for the rest of what was cut: then the app knows that it was. */
const asksForTheRest = /continu|carry on|go on|resume|left off|cut|interrupt|incomplete|partial|rest|where you/i

function isSettled({ role, parts }: Message, received: string, after: readonly Message[]): boolean {
  // Nothing behind it: the beginning of an answer that the model is to go on with.
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
    // What the app itself made of half an answer, its calls do not tell.
    return inconclusive(cut.length === 0 ? 'no answer was cut short' : 'no later question shows what became of the answer that was cut')
  },
}

function excerptOf(received: string): string {
  const line = received.trim().replaceAll(/\s+/g, ' ')
  return line.length <= 40 ? line : `...${line.slice(-37)}`
}

const rules: readonly Rule[] = [ofProperty(honorsRetryAfter()), ofProperty(noRetryOfPermanent()), closesStreams, buildsOnWholeAnswers]

/**
 * What the calls of a finished test tell of the client, without a word from the app: whether it waited as long as it was told,
 * left alone what was refused for good, closed what it opened, and built on half an answer. What never came up is inconclusive.
 * @example
 * const wrong = verdictsOf(chaos.journal).filter(({ verdict }) => verdict.type === 'violated')
 */
export function verdictsOf(journal: Journal): readonly JournalVerdict[] {
  return rules.map(({ id, hint, judge }) => ({ rule: id, verdict: judge(journal), hint }))
}
