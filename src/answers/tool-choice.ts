import { textOf } from '../engine/kit/conversation.ts'
import type { Call, MessagePart, Tool } from '../engine/model/call.ts'
import { arithmeticIn } from './arithmetic.ts'
import { askedBy } from './question.ts'

/** Words of names and descriptions that say nothing of what a tool is for. */
const generic = new Set(
  'about after again also and answer any application are assistant available based but call can code coding complex convert create current data describe description detail details did display does execute fetch file find for from function gather get give given had handle has have help here how information input into invoke item items its just know let list load look lookup make manage message more need new not off one only open output over per perform please process provide provided query question read request response result results retrieve return returns run search see send session show some specific specified structured system take tell text than that the them then there these they thing things this those too tool tools update use used user users using value values via was were what when where which who whom whose why will with word words work would write yes you your'
    .split(' ')
    .map(stemOf),
)

/** A word without its ending, so that "orders" and "order", "weather's" and "weather" are one. */
function stemOf(word: string): string {
  return word.replace(/(?:'s|ing|ed|es|s|e)$/, '')
}

function allWordsOf(text: string): readonly string[] {
  const spaced = text.replaceAll(/[_-]|(?<=[\p{Ll}\d])(?=\p{Lu})/gu, ' ').toLowerCase()
  return spaced.match(/\p{L}{3,}(?:'s)?/gu) ?? []
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    allWordsOf(text)
      .map(stemOf)
      .filter((stem) => !generic.has(stem)),
  )
}

const mostWords = 16

/** The first sentence of a description, which says what a tool does. What is further down states how, and when not. */
function purposeOf({ description = '' }: Tool): string {
  return (/^[^.!?\n]*/.exec(description.trim())?.[0] ?? '').split(/\s+/).slice(0, mostWords).join(' ')
}

/** What a model does by itself, with words: it needs no tool for it that is not made for it. */
const politely = String.raw`^\W*(?:(?:please|hi|hello|hey|now|can you|could you)\W+)*`
const withWords = new RegExp(
  String.raw`${politely}(?:summari[sz]e|translate|rephrase|rewrite|paraphrase|proofread|say|greet|(?:write|compose|tell|sing|make up|give)\b.*\b(?:poem|haiku|limerick|rhyme|verse|song|story|joke|essay|slogan|title|headline))\b`,
  'i',
)
const howTo = new RegExp(String.raw`${politely}how (?:do|does|can|could|would|should|to)\b`, 'i')

/** Whether a tool is for what the question asks: the words of its name, or of the first sentence of its description. */
function serves(tool: Tool, question: string): boolean {
  const asked = wordsOf(question)
  const isForWords = withWords.test(question)
  const purpose = isForWords ? '' : purposeOf(tool)
  if ([...wordsOf(tool.name), ...wordsOf(purpose)].some((word) => asked.has(word))) return true
  // The words of "read_file" say little one by one, and enough together.
  const [name, all] = [allWordsOf(tool.name).map(stemOf), new Set(allWordsOf(question).map(stemOf))]
  if (name.length > 1 && !isForWords && !howTo.test(question) && name.every((word) => all.has(word))) return true
  return /calc|math|arithmetic|evaluate|^(?:add|sum|plus|multiply|subtract|divide)$/i.test(tool.name) && arithmeticIn(question).length > 0
}

/** Whether the prompt demands a call of a tool by its name, without a condition. */
function isDemandedInWords({ name }: Tool, prompt: string): boolean {
  return prompt
    .split(/(?<=[.!?])\s+|\n/)
    .some(
      (sentence) =>
        sentence.includes(name) &&
        /\b(?:always|must|have to|for every|for each|every time|only (?:ever )?(?:answer|respond|reply) (?:by|with|using))\b/i.test(
          sentence,
        ) &&
        !/\b(?:if|when|whenever|unless|never|not|may|before \w+ing (?!an?\b|the answer))\b/i.test(sentence),
    )
}

function isNamedIn({ name }: Tool, text: string): boolean {
  return name.length > 3 && new RegExp(String.raw`(?<![\w-])${name.replaceAll(/[^\w-]/g, '.')}(?![\w-])`).test(text)
}

function fittingTool({ tools, ...call }: Call): Tool | undefined {
  const question = askedBy(call)
  const named = tools.find((tool) => isNamedIn(tool, question))
  return named ?? tools.find((tool) => isDemandedInWords(tool, textOf(call, 'system'))) ?? tools.find((tool) => serves(tool, question))
}

/** What stands between the steps of a question: "Find the order, and then refund it." */
const betweenSteps = /[.;!?\n]+\s*|,?\s+(?:and then|then|and|after that|afterwards|finally)\s+/iu

/**
 * The tools that a conversation asks for one after another: those that the system prompt demands for every answer, and one for each
 * step of the question. Each is called once.
 */
function toolsInSequence({ tools, ...call }: Call): readonly Tool[] {
  const system = textOf(call, 'system')
  const demanded = tools
    .filter((tool) => isDemandedInWords(tool, system))
    .toSorted((one, other) => system.indexOf(one.name) - system.indexOf(other.name))
  const steps = askedBy(call).split(betweenSteps)
  const asked = steps.map((step) => tools.find((tool) => isNamedIn(tool, step)) ?? tools.find((tool) => serves(tool, step)))
  return [...new Set([...demanded, ...asked.filter((tool) => tool !== undefined)])]
}

/** The tool that the app demands a call of: the named one, or any. */
export function demandedTool(call: Call): Tool | undefined {
  const { toolChoice, tools } = call
  if (typeof toolChoice === 'object') return tools.find((tool) => tool.name === toolChoice.name)
  return toolChoice === 'required' ? (fittingTool(call) ?? tools[0]) : undefined
}

/** All parts of messages since the last question. */
function partsSinceQuestion({ messages }: Call): readonly MessagePart[] {
  const lastQuestion = messages.findLastIndex(({ role, parts }) => role === 'user' && parts.some(({ type }) => type === 'text'))
  return messages.slice(lastQuestion).flatMap(({ parts }) => parts)
}

/** What tools have answered since the last question. */
export function toolResultsOf(call: Call): string[] {
  return partsSinceQuestion(call).flatMap((part) => (part.type === 'tool-result' ? [part.text] : []))
}

/** The tools that the model has called since the last question, by name. */
function calledTools(call: Call): ReadonlySet<string> {
  return new Set(partsSinceQuestion(call).flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
}

/**
 * The tool that a model would call: the demanded one; left to choose, the first that the question names, that the system prompt
 * demands for every answer, or that is for what the question asks, until a tool has answered. If the conversation asks for several
 * tools, each is called in its turn. Without such a reason, none is.
 */
export function toolToCall(call: Call): Tool | undefined {
  if (call.toolChoice !== 'auto') return demandedTool(call)
  const hasResult = toolResultsOf(call).length > 0
  const sequence = call.tools.length > 1 ? toolsInSequence(call) : []
  if (sequence.length < 2) return hasResult ? undefined : fittingTool(call)
  const called = calledTools(call)
  // A tool that is not of the sequence was called for another reason, and its answer is the end.
  if (hasResult && !sequence.some(({ name }) => called.has(name))) return undefined
  return sequence.find(({ name }) => !called.has(name))
}
