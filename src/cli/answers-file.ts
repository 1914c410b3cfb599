import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answers, byQuestion, type ScriptedAnswer } from '../answers/index.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { valueInWords } from '../engine/base/value-in-words.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import { readInput } from './files.ts'

/**
 * Reads a source of answers: a list of answers by question, as JSON or as the default export of a module; an incident file; or
 * a module whose default export is a function of the call.
 * @throws BrownoutError if the file does not exist, or it contains none of these
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
      `${what}: it holds ${valueInWords(given)}. Expected a list, such as [{ "prompt": "refund", "text": "30 days" }]${isData ? '' : ', or a function'}.`,
    )
  return byQuestion(given, what)
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

/** A function can return a complete answer, as sources do, or a scripted one. */
function byFunction(speak: (...call: Parameters<AnswerSource>) => ScriptedAnswer | undefined): AnswerSource {
  return (call, context) => answers.from((asked) => speak(asked, context))(call, context)
}
