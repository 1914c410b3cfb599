import type { Message } from '../../engine/model/call.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { numberOf } from '../verdict/calls.ts'
import { inconclusive, violated } from '../verdict/verdict.ts'
import type { Rule } from './rule.ts'

/** Whether an answer was truncated by a broken stream. An answer that reached its token limit is often kept on purpose. */
function isCut({ ending, received, truth }: JournalCall): boolean {
  return (ending === 'truncated' || ending === 'reset') && received !== '' && received !== truth
}

/** Whether a later call contains the text of a truncated answer as if it were complete. */
function buildsOn({ call: { messages } }: JournalCall, { received, call }: JournalCall): boolean {
  return messages.slice(call.messages.length).some((message, index, added) => isSettled(message, received.trim(), added.slice(index + 1)))
}

/** A message like this requests the rest of a truncated answer, so the app noticed the truncation. */
const asksForTheRest = /continu|carry on|go on|resume|left off|cut|interrupt|incomplete|partial|rest|where you/i

function isSettled({ role, parts }: Message, received: string, after: readonly Message[]): boolean {
  // The last message is the start of an answer for the model to continue.
  if (role !== 'assistant' || after.length === 0) return false
  const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  return said.trim() === received && !after.some((message) => asksForTheRest.test(wordsOf(message)))
}

function wordsOf({ parts }: Message): string {
  return parts.flatMap((part) => ('text' in part ? [part.text] : [])).join('\n')
}

function excerptOf(received: string): string {
  const line = received.trim().replaceAll(/\s+/g, ' ')
  return line.length <= 40 ? line : `...${line.slice(-37)}`
}

/** A client does not use the text of a truncated answer as a complete turn of the conversation. */
export const buildsOnCompleteAnswers: Rule = {
  id: 'builds-on-complete-answers',
  title: 'A truncated answer is used as history',
  hint: 'Treat an answer as complete only after its terminal event ([DONE], response.completed, message_stop). Drop a truncated one, or request the rest.',
  needsEarlierCalls: false,
  judge({ calls }) {
    const cut = calls.filter(isCut)
    for (const call of cut) {
      const next = calls.slice(calls.indexOf(call) + 1).find((later) => buildsOn(later, call))
      if (next !== undefined)
        return violated(
          `the answer of ${call.provider} to call ${numberOf(call)} was truncated after "${excerptOf(call.received)}", and the prompt of call ${numberOf(next)} uses it as a complete one`,
        )
    }
    // The calls do not show what the app did with a truncated answer.
    return inconclusive(cut.length === 0 ? 'no answer was truncated' : 'no later prompt shows how the truncated answer was used')
  },
}
