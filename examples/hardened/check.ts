import { instructions } from '../support/assistant.ts'
import { findOrder } from '../support/orders.ts'
import { CallFailure } from './failure.ts'
import type { Conversation, Filed, Turn } from './model.ts'

/** What a model says about an order that nobody can confirm is no answer: it is asked again, then another model is. */
function unverified(why: string): CallFailure {
  return new CallFailure(`the answer cannot be verified: ${why}`)
}

/** Numbers, weekdays and states of an order: what a customer acts on. */
function factsIn(text: string): readonly string[] {
  const facts = /\d[\d.,:]*\d|\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:in transit|delivered|returned|cancelled)\b/g
  return text.match(facts) ?? []
}

const denied = /\b(?:not|never|no longer)\b|n't\b/

/** A turn is checked against what the customer said, and against what the shop knows. */
export function checkTurn(turn: Turn, { question, lookup }: Conversation): void {
  if (turn.lookup !== undefined) {
    if (lookup !== undefined) throw unverified('it looks up again what it was given')
    if (!factsIn(question).includes(turn.lookup.orderId)) throw unverified(`nobody asked for order ${turn.lookup.orderId}`)
    return
  }
  if (/https?:|!\[/.test(turn.text)) throw unverified('it has a link, and the shop sends none')
  if (turn.text.includes(instructions)) throw unverified('it repeats its instructions')
  if (lookup === undefined) {
    // Without a record there is nothing to say about an order.
    if (/\border\b/i.test(question) && factsIn(question).length > 0) throw unverified('it did not look the order up')
    return
  }
  checkAgainstRecord(turn.text, lookup.found, question)
}

function checkAgainstRecord(text: string, found: string, question: string): void {
  const known = factsIn(found)
  const missing = known.find((fact) => !text.includes(fact))
  if (missing !== undefined) throw unverified(`it leaves out "${missing}"`)
  const invented = factsIn(text).find((fact) => !known.includes(fact) && !factsIn(question).includes(fact))
  if (invented !== undefined) throw unverified(`the record does not say "${invented}"`)
  const sentence = text.split(/(?<=[.!?])\s/).find((one) => known.some((fact) => one.includes(fact)))
  if (sentence !== undefined && denied.test(sentence) && !denied.test(found)) throw unverified('it denies what the record says')
}

/** The record must be about the order that was looked up, and about none if none was. */
export function checkFiled({ orderId }: Filed, { lookup }: Conversation): void {
  if (orderId !== (lookup?.orderId ?? null)) throw unverified(`it files order ${orderId} instead of ${lookup?.orderId ?? 'none'}`)
}

/** Whether a person has to take over: a rule of the shop, and not for a model to decide. */
export function needsHuman({ lookup }: Conversation): boolean {
  return lookup === undefined || /^No order|is returned/.test(findOrder(lookup.orderId))
}
