import { instructions } from '../support/assistant.ts'
import { findOrder } from '../support/orders.ts'
import { policies } from '../support/policies.ts'
import { CallFailure } from './failure.ts'
import type { Conversation, Filed, Turn } from './model.ts'

/** An answer that cannot be verified is not used: the model is called again, then another model. */
function unverified(why: string): CallFailure {
  return new CallFailure(`the answer cannot be verified: ${why}`)
}

const weekdays = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g
const states = /\b(?:in transit|delivered|returned|cancelled)\b/g
const amounts = /\d+(?:[.,]\d+)*(?: ?(?:days?|weeks?|months?|years?|hours?|minutes?|euros|dollars|%))?/g
/** "Please write again if that does not settle it" does not deny anything. */
const condition = /^Please\b|\bif\b/
const denials = /\b(?:not|never|cannot|no longer)\b|n't\b/

function found(text: string, pattern: RegExp): readonly string[] {
  return text.match(pattern) ?? []
}

/** What only one of the texts contains. */
function beyond(text: string, pattern: RegExp, ...sources: readonly string[]): string | undefined {
  const known = new Set(sources.flatMap((source) => found(source, pattern)))
  return found(text, pattern).find((fact) => !known.has(fact))
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
}

/** Whether a sentence is one of the shop's rules, more or less in these words. */
function isRule(sentence: string): boolean {
  const [words, rules] = [wordsOf(sentence), new Set(wordsOf(policies))]
  return words.filter((word) => rules.has(word)).length >= 0.8 * words.length
}

/** Checks a turn against the customer's words, the shop's data on the order, and the shop's rules. */
export function checkTurn(turn: Turn, { question, lookup }: Conversation): void {
  const asked = found(question, /\d{3,}/g)
  if (turn.lookup !== undefined) {
    if (lookup !== undefined) throw unverified('it looks up again what it was given')
    if (!asked.includes(turn.lookup.orderId)) throw unverified(`the user did not ask for order ${turn.lookup.orderId}`)
    return
  }
  if (/https?:|!\[/.test(turn.text)) throw unverified('it has a link, and the shop sends none')
  if (turn.text.includes(instructions)) throw unverified('it repeats its instructions')
  // Without a record, no statement about an order can be verified.
  if (lookup === undefined && asked.length > 0) throw unverified('it did not look the order up')
  checkSources(turn.text, question, lookup?.found ?? '')
}

function checkSources(text: string, question: string, record: string): void {
  const invented = beyond(text, amounts, question, record, policies)
  if (invented !== undefined) throw unverified(`no source has "${invented}"`)
  for (const sentence of text.split(/(?<=[.!?])\s+/)) {
    if (denials.test(sentence) && !condition.test(sentence) && !denials.test(record) && !isRule(sentence))
      throw unverified('it denies what no source denies')
    const isAboutOrder = record !== '' && (/\d{3,}/.test(sentence) || sentence.match(states) !== null)
    const contrary = isAboutOrder ? (beyond(sentence, weekdays, record) ?? beyond(sentence, states, record)) : undefined
    if (contrary !== undefined) throw unverified(`the record does not contain "${contrary}"`)
  }
}

/** The record must be about the order that was looked up, and about no order without a lookup. */
export function checkFiled({ orderId }: Filed, { lookup }: Conversation): void {
  if (orderId !== (lookup?.orderId ?? null)) throw unverified(`it files order ${orderId} instead of ${lookup?.orderId ?? 'none'}`)
}

/** Whether a person must take over. This is a rule of the shop, not a decision of the model. */
export function needsHuman({ lookup }: Conversation): boolean {
  return lookup === undefined || /^No order|is returned/.test(findOrder(lookup.orderId))
}
