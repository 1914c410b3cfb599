import { leavesOf, replaced } from '../engine/kit/json-value.ts'
import { violationOf } from '../engine/kit/schema/violation.ts'
import type { Random } from '../engine/base/random.ts'
import type { Tool } from '../engine/model/call.ts'
import type { Mentions } from './mentions.ts'
import { shaped, shapedSaying } from './schema/index.ts'

/** Rates a field for an identifier of the conversation. */
function holdsIdentifier(name: string): 0 | undefined {
  return /id$|number|code|tracking|order|reference/i.test(name) ? 0 : undefined
}

const mostCalls = 4

/**
 * Makes the arguments of the tool calls for a prompt, one call for each listed thing: "the weather in Oslo and Bergen" makes two.
 * @throws BrownoutError if no value can satisfy the schema of the parameters
 */
export function argumentsFor({ parameters }: Tool, mentions: Mentions, isParallel: boolean, random: Random): readonly unknown[] {
  const [identifier] = mentions.texts('id')
  const said = identifier === undefined ? undefined : shapedSaying(parameters, random, identifier, holdsIdentifier, mentions)
  const first = said ?? shaped(parameters, random, mentions)
  if (!isParallel) return [first]
  for (const { path, value } of leavesOf(first)) {
    const name = path.at(-1)
    if (typeof name !== 'string' || typeof value !== 'string') continue
    const listed = mentions.texts(name)
    const others = listed.filter((other) => other !== value && isListed(mentions.question, listed))
    const calls = [value, ...others]
      .map((text) => replaced(first, path, text))
      .filter((given) => violationOf(given, parameters) === undefined)
    if (listed[0] === value && calls.length > 1) return calls.slice(0, mostCalls)
  }
  return [first]
}

/** Returns whether a question lists texts one after another: "Oslo, Bergen and Paris". */
function isListed(question: string, texts: readonly string[]): boolean {
  const between = texts.slice(1).map((text, index) => {
    const start = question.indexOf(texts[index]!) + texts[index]!.length
    return question.slice(start, question.indexOf(text, start))
  })
  return between.every((words) => /^(?:,|,? ?(?:and|or|&)(?: also)?)(?: (?:in|at|to|from|near|for|of|order))? *#?$/.test(words.trim()))
}
