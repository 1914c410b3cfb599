import { BrownoutError } from '../../engine/base/errors.ts'
import { checkNames } from '../../engine/base/wrong-value.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import type { Evidence } from './evidence.ts'
import type { Verdict } from './verdict.ts'

/** A statement that must hold in every run, under any fault. Created with {@link defineProperty}. */
export interface Property {
  /** A name in kebab case, with its values in parentheses: `retries-at-most(2)`. */
  readonly id: string
  /** The rule that must hold, with its values, as a clause without a period: `a task settles within 10s`. */
  readonly statement: string
  /** The evidence that it uses, such as `effects and journal`. */
  readonly evidence?: string
  /** How to fix a violation. */
  readonly hint: string
  /** Also judge a run in which the task is aborted midway. Default: false */
  readonly judgesAborts?: boolean
  /** The shortest time limit of a run, in ms, with which it can be judged. Default: none */
  readonly takes?: number
  /** Judges one run. Must not depend on anything else, or change anything. */
  judge(evidence: Evidence): Verdict
}

const memberNames: readonly (keyof Property)[] = ['id', 'statement', 'evidence', 'hint', 'judgesAborts', 'takes', 'judge']

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\(.*\))?$/s

/**
 * Defines your own property for `survives`. It judges each run based on its journal and its outcome, without access to the
 * injected faults. Return {@link inconclusive} if the run did not exercise it, so that it does not count as held.
 * @throws BrownoutError if the id is not in kebab case, the statement or the hint is empty, or `judge` is not a function
 * @example
 * const answersAtMost = (words: number) =>
 *   defineProperty({
 *     id: `answers-at-most(${words})`,
 *     statement: `an answer has at most ${words} words`,
 *     hint: 'Set max_tokens, and shorten what the fallback returns.',
 *     judge: (evidence) =>
 *       judgeEach(evidence, ({ settlement, calls }) => {
 *         if (!calls.some(hasFailed)) return inconclusive('no call failed')
 *         const text = settlement.type === 'value' ? textOfValue(settlement.value) : undefined
 *         if (text === undefined) return inconclusive('the task returned no text')
 *         const count = text.split(/\s+/).length
 *         return count <= words ? held : violated(`the answer has ${count} words`)
 *       }),
 *   })
 */
export function defineProperty(property: Property): Property {
  const { id, statement, hint, judge } = property
  if (typeof id !== 'string' || !idPattern.test(id))
    throw new BrownoutError(
      `Cannot define a property with the id ${valueInWords(id)}: expected a name in kebab case, such as "settles-within(60s)".`,
    )
  const what = `Cannot define the property "${id}"`
  checkNames(`${what}: it`, property, memberNames)
  for (const [name, text] of Object.entries({ statement, hint }))
    if (typeof text !== 'string' || text.trim() === '')
      throw new BrownoutError(`${what} with the ${name} ${valueInWords(text)}: expected a text that states ${purposes[name]}.`)
  if (typeof judge !== 'function')
    throw new BrownoutError(`${what} with the judge ${valueInWords(judge)}: expected a function from the evidence of a run to a verdict.`)
  return property
}

const purposes: Readonly<Record<string, string>> = { statement: 'what must hold', hint: 'how to fix an app that violates it' }
