import { existsSync, statSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrownoutError } from '../engine/base/errors.ts'
import { suggestion } from '../engine/base/nearest.ts'
import { realAfter } from '../time/real-time.ts'
import { withoutRun, type FreshModules } from './fresh-modules.ts'

/** A function that a module exports. */
export type AppFunction = (...given: readonly unknown[]) => unknown

/** How long a module can take to load, in ms. */
const longestImport = 20_000

/** The module under test, which can be loaded again any number of times. */
export class AppModule {
  /** As given, for messages. */
  readonly path: string
  readonly #url: string
  readonly #modules: FreshModules

  /** @throws BrownoutError if the file does not exist, or it cannot be a module */
  constructor(path: string, modules: FreshModules) {
    const file = resolve(path)
    if (!existsSync(file))
      throw new BrownoutError(
        `Cannot load ${path}: the file does not exist. Name the file that exports the function to call, such as ./src/ask.ts.`,
      )
    if (statSync(file).isDirectory())
      throw new BrownoutError(`Cannot load ${path}: it is a folder. Name the file that exports the function to call, such as ./src/ask.ts.`)
    this.path = path
    this.#url = pathToFileURL(file).href
    this.#modules = modules
  }

  /** Loads the module again, with all modules of the app that it imports. */
  load(): Promise<Readonly<Record<string, unknown>>> {
    this.#modules.forget()
    const url = this.#url
    return import(url) as Promise<Readonly<Record<string, unknown>>>
  }

  /**
   * Loads the module again in real time and aborts if it never finishes.
   * @throws BrownoutError if it cannot be loaded
   */
  async loadInRealTime(): Promise<Readonly<Record<string, unknown>>> {
    const { promise: late, reject } = Promise.withResolvers<never>()
    const cancel = realAfter(longestImport, () =>
      reject(
        new BrownoutError(
          `${this.path} has not finished loading after ${longestImport / 1_000} s: it waits for something at its top level. Move that into the function.`,
        ),
      ),
    )
    try {
      return await Promise.race([this.load(), late])
    } catch (error) {
      throw error instanceof BrownoutError ? error : new BrownoutError(`Cannot load ${this.path}: ${whyNotLoaded(error)}`, { cause: error })
    } finally {
      cancel()
    }
  }

  /**
   * Chooses the export to call: the named one, the only function, the default export, or the one named like the file.
   * @throws BrownoutError if the function does not exist, or several are possible
   */
  exportToCall(exported: Readonly<Record<string, unknown>>, asked: string | undefined): string {
    const functions = functionsIn(exported)
    if (asked !== undefined) return this.#askedExport(exported, functions, asked)
    const [only] = functions
    if (only === undefined) {
      const names = Object.keys(exported)
      throw new BrownoutError(
        `${this.path} exports no function${names.length === 0 ? '' : `, but ${names.join(', ')}`}. Export one that calls the model and returns the answer: export async function ask(question: string) { ... }`,
      )
    }
    const stem = basename(this.path, extname(this.path))
    const usual = functions.length === 1 ? only : (functions.find((name) => name === 'default') ?? functions.find((name) => name === stem))
    if (usual !== undefined) return usual
    throw new BrownoutError(`${this.path} exports several functions: ${functions.join(', ')}. Choose one: --export ${only}`)
  }

  #askedExport(exported: Readonly<Record<string, unknown>>, functions: readonly string[], asked: string): string {
    if (functions.includes(asked)) return asked
    const what = asked in exported ? 'it is not a function that can be called' : 'the export does not exist'
    throw new BrownoutError(`Cannot call "${asked}" of ${this.path}: ${what}.${suggestion(asked, functions)}`)
  }
}

function functionsIn(exported: Readonly<Record<string, unknown>>): string[] {
  const isCallable = (value: unknown): boolean => typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value))
  const found = Object.keys(exported)
    .filter((name) => isCallable(exported[name]))
    .toSorted()
  // A CommonJS module has each export twice.
  const isCommonJs = 'module.exports' in exported
  return isCommonJs ? found.filter((name) => name !== 'module.exports' && (name !== 'default' || found.length <= 2)) : found
}

const scriptPath = 'Give the path of a .ts, .mts, .js or .mjs file'
const fixMistake = 'Correct the mistake there.'

/** Advice for import errors of Node. */
const remedies: Readonly<Record<string, (message: string) => string | undefined>> = {
  ERR_MODULE_NOT_FOUND: (message) =>
    /package '([^']+)'/
      .exec(message)?.[1]
      ?.replace(/.*/, (name) => `Install it (npm install ${name}), or if it is an alias of your tsconfig.json, import it by its path.`),
  MODULE_NOT_FOUND: () => 'Install it, or import it by its path.',
  ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX: () =>
    'Node only strips types. Run with NODE_OPTIONS=--experimental-transform-types, or replace enums, namespaces and parameter properties.',
  ERR_UNKNOWN_FILE_EXTENSION: () => `${scriptPath}; Node cannot read JSX.`,
  ERR_IMPORT_ATTRIBUTE_MISSING: () => `${scriptPath}.`,
  ERR_INVALID_TYPESCRIPT_SYNTAX: () => fixMistake,
}

function whyNotLoaded(error: unknown): string {
  const { message, code, stack } = error as { readonly message?: string; readonly code?: string; readonly stack?: string }
  const text = message ?? String(error)
  const isSyntax = error instanceof SyntaxError
  const place = isSyntax ? stack?.split('\n')[0] : undefined
  const usual = isSyntax ? fixMistake : 'Set the environment variables that it reads, or read them in the function.'
  const remedy = remedies[code ?? '']?.(text) ?? usual
  const where = place?.startsWith('file:') ? ` (${place})` : ''
  return withoutRun(`${firstLine(text)}${where}. ${remedy}`)
}

function firstLine(text: string): string {
  return text.split('\n')[0]!.replace(/\.$/, '')
}
