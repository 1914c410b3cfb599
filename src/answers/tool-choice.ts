import { textOf } from '../engine/kit/conversation.ts'
import type { Call, MessagePart, Tool } from '../engine/model/call.ts'
import { doerOf, isAgent, isGrounded } from './agent-tools.ts'
import { arithmeticIn } from './arithmetic.ts'
import { askedBy } from './question.ts'

/** Words in names and descriptions that do not indicate the purpose of a tool. */
const generic = new Set(
  'about after again also and answer any application are assistant available based but call can code coding complex convert create current data describe description detail details did display does execute fetch file find for from function gather get give given had handle has have help here how information input into invoke item items its just know let list load look lookup make manage message more need new not off one only open output over per perform please process provide provided query question read request response result results retrieve return returns run search see send session show some specific specified structured system take tell text than that the them then there these they thing things this those too tool tools update use used user users using value values via was were what when where which who whom whose why will with word words work would write yes you your'
    .split(' ')
    .map(stemOf),
)

/** Removes the ending of a word, so that "orders" matches "order" and "weather's" matches "weather". */
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

/** Returns the first sentence of a description, which states the purpose. Later ones state how and when not to use it. */
function purposeOf({ description = '' }: Tool): string {
  return (/^[^.!?\n]*/.exec(description.trim())?.[0] ?? '').split(/\s+/).slice(0, mostWords).join(' ')
}

/** Requests that a model answers itself with text, unless a tool is made for them. */
const politely = String.raw`^\W*(?:(?:please|hi|hello|hey|now|can you|could you)\W+)*`
const withWords = new RegExp(
  String.raw`${politely}(?:summari[sz]e|translate|rephrase|rewrite|paraphrase|proofread|say|greet|(?:write|compose|tell|sing|make up|give)\b.*\b(?:poem|haiku|limerick|rhyme|verse|song|story|joke|essay|slogan|title|headline))\b`,
  'i',
)
const howTo = new RegExp(String.raw`${politely}how (?:do|does|can|could|would|should|to)\b`, 'i')

/** Returns whether a tool matches the prompt, based on the words of its name, or of the first sentence of its description. */
function serves(tool: Tool, question: string): boolean {
  const asked = wordsOf(question)
  const isForWords = withWords.test(question)
  const purpose = isForWords ? '' : purposeOf(tool)
  if ([...wordsOf(tool.name), ...wordsOf(purpose)].some((word) => asked.has(word))) return true
  // The words of "read_file" are too common one by one, but not together.
  const [name, all] = [allWordsOf(tool.name).map(stemOf), new Set(allWordsOf(question).map(stemOf))]
  if (name.length > 1 && !isForWords && !howTo.test(question) && name.every((word) => all.has(word))) return true
  return /calc|math|arithmetic|evaluate|^(?:add|sum|plus|multiply|subtract|divide)$/i.test(tool.name) && arithmeticIn(question).length > 0
}

/** What follows the name of a tool that every answer needs. A tool with another purpose is only for that. */
const forEveryAnswer = String.raw`["'\`*]{0,3}(?: tool| function)?(?: (?:exactly )?once)?\s*(?:$|[.,;!)]|first\b|before (?:you )?(?:answer|respond|reply)|(?:for|on|before|with|after|at|in) (?:each|every|any)\b|and\b)`

const byUse = String.raw`\b(?:call|use|using|invoke|run|consult|query|with)\s+(?:the\s+)?["'\`*]{0,3}`

const betweenSentences = /(?<=[.!?])\s+|\n/

/** Returns whether the prompt requires a call of a tool by name, without a condition. */
function isDemandedInWords({ name }: Tool, prompt: string, ofAgent: boolean): boolean {
  if (!prompt.includes(name)) return false
  const isWord = new RegExp(String.raw`${ofAgent ? byUse : '(?<![\\w-])'}${escaped(name)}(?![\w-])${ofAgent ? forEveryAnswer : ''}`)
  return prompt
    .split(betweenSentences)
    .some(
      (sentence) =>
        isWord.test(sentence) &&
        /\b(?:always|must|have to|for every|for each|every time|only (?:ever )?(?:answer|respond|reply) (?:by|with|using))\b/i.test(
          sentence,
        ) &&
        !/\b(?:if|when|whenever|unless|never|not|may|before \w+ing (?!an?\b|the answer))\b/i.test(sentence),
    )
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w-]/g, '.')
}

/** Returns whether a prompt names a tool. Agents name theirs in every instruction, so a prompt of an agent has to say to use it. */
function isNamedIn({ name }: Tool, text: string, ofAgent: boolean): boolean {
  if (name.length <= 3) return false
  const word = String.raw`(?<![\w-])${escaped(name)}(?![\w-])`
  if (!ofAgent) return new RegExp(word).test(text)
  const use = String.raw`\b(?:use|using|call|invoke)\s+(?:(?:the|your|a|an)\s+)?["'\`]?`
  return new RegExp(String.raw`${use}${word}|${word}["'\`]? (?:tool|function)\b`, 'i').test(text)
}

function namedTool(tools: readonly Tool[], prompt: string, ofAgent: boolean): Tool | undefined {
  return tools.find((tool) => isNamedIn(tool, prompt, ofAgent))
}

/** Returns the tool that a prompt, or a step of it, is a reason to call without naming it. */
function impliedTool(tools: readonly Tool[], prompt: string, ofAgent: boolean): Tool | undefined {
  if (!ofAgent) return tools.find((tool) => serves(tool, prompt))
  if (withWords.test(prompt) || howTo.test(prompt)) return undefined
  return tools.find((tool) => isNamedByWords(tool, prompt) && isGrounded(tool, prompt)) ?? doerOf(tools, prompt)
}

/** Verbs that a prompt for information omits: `get_weather` is for "the weather in Oslo". */
const asking = new Set(['get', 'find', 'fetch', 'lookup', 'query'])

/** The longest sentence in which the words of a name belong together. */
const mostTogether = 25

/** Returns whether a sentence of a prompt has all words of the name of a tool. Names and code are not its words. */
function isNamedByWords({ name }: Tool, prompt: string): boolean {
  const words = allWordsOf(name)
  if (words.length < 2) return false
  return prompt
    .replaceAll(/`[^`\n]*`|\w*_\w*/g, ' ')
    .split(betweenSentences)
    .map(allWordsOf)
    .filter(({ length }) => length <= mostTogether)
    .some((sentence) => {
      const asked = new Set(sentence.map(stemOf))
      return words.every((word, at) => (at === 0 && asking.has(word)) || asked.has(stemOf(word)))
    })
}

function fittingTool(call: Call): Tool | undefined {
  const { tools } = call
  const [question, ofAgent] = [askedBy(call), isAgent(call)]
  const system = textOf(call, 'system')
  return (
    namedTool(tools, question, ofAgent) ??
    tools.find((tool) => isDemandedInWords(tool, system, ofAgent)) ??
    impliedTool(tools, question, ofAgent)
  )
}

/** Separators between the steps of a prompt: "Find the order, and then refund it." */
const betweenSteps = /[.;!?\n]+\s*|,?\s+(?:and then|then|and|after that|afterwards|finally)\s+/iu

/**
 * Returns the tools that a conversation requests one after another: those that the system prompt requires for every answer, and one for
 * each step of the prompt. Each is called once.
 */
function toolsInSequence(call: Call): readonly Tool[] {
  const { tools } = call
  const [system, ofAgent] = [textOf(call, 'system'), isAgent(call)]
  const demanded = tools
    .filter((tool) => isDemandedInWords(tool, system, ofAgent))
    .toSorted((one, other) => system.indexOf(one.name) - system.indexOf(other.name))
  const steps = askedBy(call).split(betweenSteps)
  const asked = steps.map((step) => namedTool(tools, step, ofAgent) ?? impliedTool(tools, step, ofAgent))
  return [...new Set([...demanded, ...asked.filter((tool) => tool !== undefined)])]
}

/** Returns the tool that the app requires: the named one, or any. */
export function demandedTool(call: Call): Tool | undefined {
  const { toolChoice, tools } = call
  if (typeof toolChoice === 'object') return tools.find((tool) => tool.name === toolChoice.name)
  return toolChoice === 'required' ? (fittingTool(call) ?? tools[0]) : undefined
}

/** Returns all parts of messages since the last prompt. */
function partsSinceQuestion({ messages }: Call): readonly MessagePart[] {
  const lastQuestion = messages.findLastIndex(({ role, parts }) => role === 'user' && parts.some(({ type }) => type === 'text'))
  return messages.slice(lastQuestion).flatMap(({ parts }) => parts)
}

/** Returns the tool results since the last prompt. */
export function toolResultsOf(call: Call): string[] {
  return partsSinceQuestion(call).flatMap((part) => (part.type === 'tool-result' ? [part.text] : []))
}

/** Returns the names of the tools that the model has called since the last prompt. */
function calledTools(call: Call): ReadonlySet<string> {
  return new Set(partsSinceQuestion(call).flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
}

/**
 * Returns the tool that a model would call: the required one, otherwise the first that the prompt names, that the system prompt requires
 * for every answer, or that matches the prompt, until a tool has answered. If the conversation requests several tools, each is called in
 * turn. Otherwise none is.
 */
export function toolToCall(call: Call): Tool | undefined {
  if (call.toolChoice !== 'auto') return demandedTool(call)
  const hasResult = toolResultsOf(call).length > 0
  const sequence = call.tools.length > 1 ? toolsInSequence(call) : []
  if (sequence.length < 2) return hasResult ? undefined : fittingTool(call)
  const called = calledTools(call)
  // A tool outside the sequence was called for another reason, and its result is the last.
  if (hasResult && !sequence.some(({ name }) => called.has(name))) return undefined
  return sequence.find(({ name }) => !called.has(name))
}
