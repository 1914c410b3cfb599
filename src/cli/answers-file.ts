import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { answers, type ScriptedAnswer } from '../answers/index.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import { checkNames } from '../engine/base/wrong-value.ts'
import { questionOf } from '../engine/kit/conversation.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import { expressionOf, textOrExpression } from '../engine/plan/triggers/expression.ts'
import { readInput } from './files.ts'

const shape = {
  /** What the question contains: a text, or a `/regular expression/`. Any question if it is missing. */
  ask: textOrExpression('expected a text, or a regular expression such as /refund/i').optional(),
  /** What is true, said in the form that the call asks for. Faults that lie know it. */
  truth: z.string().optional(),
  lies: z.array(z.string()).optional(),
  /** Structured output. */
  json: z.unknown().optional(),
}

/** Members of an answer that `answers.from` takes. */
const answerMembers = ['text', 'reasoning', 'refusal', 'toolCalls', 'model', 'finish', 'usage']

const lineSchema = z.looseObject(shape)
type Line = z.output<typeof lineSchema>

/**
 * Reads where answers come from: a list of answers by question, as JSON or as the default export of a module; an incident file; or
 * a module whose default export is a function of the call.
 * @throws BrownoutError if there is no such file, or it holds nothing of that kind
 */
export async function readAnswersFile(path: string): Promise<AnswerSource> {
  const isData = extname(path) === '.json'
  const text = await readInput(path, 'read the answers of')
  const what = `Cannot read the answers of "${path}"`
  const given: unknown = isData ? parsed(text, what) : await defaultExportOf(path, what)
  if (typeof given === 'function') return byFunction(given as (...call: Parameters<AnswerSource>) => ScriptedAnswer | undefined)
  if ((given as { readonly format?: unknown } | null)?.format === 'brownout-incident') return answers.recorded(text)
  if (!Array.isArray(given))
    throw new BrownoutError(
      `${what}: it holds ${valueInWords(given)}. Expected a list, such as [{ "ask": "refund", "text": "30 days" }]${isData ? '' : ', or a function'}.`,
    )
  return byLines(given.map((line, index) => checkedLine(line, `${what}: line ${index + 1}`)))
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BrownoutError(`${what}: it is not JSON (${(error as Error).message}).`, { cause: error })
  }
}

async function defaultExportOf(path: string, what: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { readonly default?: unknown }
    return module.default
  } catch (error) {
    throw new BrownoutError(`${what}: ${(error as Error).message}`, { cause: error })
  }
}

function checkedLine(given: unknown, what: string): Line {
  const { success, data, error } = lineSchema.safeParse(given)
  if (!success) throw new BrownoutError(`${what}: ${z.prettifyError(error)}`)
  checkNames(what, data, [...Object.keys(shape), ...answerMembers])
  const isFact = data.truth !== undefined
  if (isFact && data.ask === undefined) throw new BrownoutError(`${what} has a "truth" and no "ask": expected what is asked for it.`)
  if (!isFact && data.json === undefined && !['text', 'refusal', 'toolCalls'].some((name) => name in data))
    throw new BrownoutError(`${what} has no answer: expected a text, toolCalls, json, refusal or truth.`)
  return data
}

/** A function may give an answer in full, as sources do, or as one would write it down. */
function byFunction(speak: (...call: Parameters<AnswerSource>) => ScriptedAnswer | undefined): AnswerSource {
  return (call, context) => answers.from((asked) => speak(asked, context))(call, context)
}

/** The first line that fits answers. What none fits is left to the default answers. */
function byLines(lines: readonly Line[]): AnswerSource {
  const sources = lines.map((line) => [line, sourceOf(line)] as const)
  return (call, context) => {
    const found = sources.find(([line]) => fits(line, call))
    return found?.[1](call, context)
  }
}

/** A source that is asked only what fits its line. */
function sourceOf({ ask: _fits, truth, lies = [], json, ...said }: Line): AnswerSource {
  if (truth !== undefined) return answers.facts([{ ask: /(?:)/, truth, lies }])
  return answers.from(() => (json === undefined ? said : { text: JSON.stringify(json), ...said }))
}

/** A tool call answers a question, and a later line what becomes of its result. */
function fits({ ask, toolCalls }: Line, call: Call): boolean {
  if (toolCalls !== undefined && call.messages.at(-1)?.parts.some(({ type }) => type === 'tool-result') === true) return false
  if (ask === undefined) return true
  const question = questionOf(call)
  return expressionOf(ask)?.test(question) ?? question.toLowerCase().includes(ask.toLowerCase())
}
