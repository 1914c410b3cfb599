import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import type { Performer } from './rehearsal.ts'

/** A function of the user's own that answers a question: `ask(question, { onText, onRestart, signal })`. */
type Ask = (question: string, options: Parameters<Performer['ask']>[1]) => unknown

/**
 * An app of the user's own as a performer. It exports a function that takes a question and returns the answer, or its pieces as an
 * async iterable. The module is loaded when the app is made, so that it finds the providers replaced.
 * @param name the export to call. Default: the only function, `ask`, or the default export
 * @throws BrownoutError if there is no such file. Making the app throws one if it cannot be loaded or exports no such function
 */
export function ownApp(path: string, name?: string): () => Promise<Performer> {
  const file = resolve(path)
  if (!existsSync(file))
    throw new BrownoutError(`Cannot show ${path}: there is no such file. Expected a module that exports a function such as ask(question).`)
  let loads = 0
  return async () => {
    const module = await load(path, `${pathToFileURL(file).href}?load=${loads++}`)
    const ask = askOf(path, module, name)
    return {
      async ask(question, options) {
        const answer = await ask(question, options)
        if (!isIterable(answer)) return answer
        let text = ''
        for await (const piece of answer) {
          if (typeof piece !== 'string') continue
          text += piece
          options.onText(piece)
        }
        return text
      },
    }
  }
}

async function load(path: string, url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new BrownoutError(`Cannot load ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

function askOf(path: string, module: Readonly<Record<string, unknown>>, asked: string | undefined): Ask {
  const names = Object.keys(module)
    .filter((name) => typeof module[name] === 'function')
    .toSorted()
  const name = asked ?? (names.length === 1 ? names[0] : ['ask', 'default'].find((usual) => names.includes(usual)))
  if (name !== undefined && names.includes(name)) return module[name] as Ask
  if (name !== undefined)
    throw new BrownoutError(`Cannot call "${name}" of ${path}: it exports no such function.${suggestion(name, names)}`)
  throw new BrownoutError(
    names.length === 0
      ? `${path} exports no function. Expected one that asks a model and returns its answer: export async function ask(question: string) { ... }`
      : `${path} exports several functions: ${names.join(', ')}. Say which one to call: --export ${names[0]}`,
  )
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
