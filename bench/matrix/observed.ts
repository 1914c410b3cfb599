import type { Shown } from './client.ts'

/** An error that an app got. */
export interface SeenError {
  readonly name: string
  readonly message: string
  readonly status?: number
  readonly code?: string
  readonly cause?: SeenError
}

/** A tool call, or without a name a parsed answer. */
export interface SeenValue {
  readonly tool?: string
  /** Its arguments or itself, as the client hands it on or in JSON. */
  readonly json: string
}

/** What an app saw of one call of a client. */
export interface Observed {
  /** `hung`: neither a value nor an error within the time limit. `endless`: it sends requests without end. */
  readonly settled: 'value' | 'error' | 'hung' | 'endless'
  readonly error?: SeenError
  readonly text: string
  /** Tool calls and parsed answers. */
  readonly values: readonly SeenValue[]
  /** The last reason why the answer ended. */
  readonly finish?: string
  /** Unhandled rejections and uncaught errors. Each ends a Node process. */
  readonly uncaught: readonly SeenError[]
}

/** Collects what a client shows. */
export class Collected implements Shown {
  #text = ''
  readonly #values: SeenValue[] = []
  #finish: string | undefined

  text(piece: string): void {
    this.#text += piece
  }

  toolCall(name: string, argument: unknown): void {
    this.#values.push({ tool: name, json: jsonOf(argument) })
  }

  value(value: unknown): void {
    if (value != null) this.#values.push({ json: jsonOf(value) })
  }

  finish(reason: unknown): void {
    if (reason != null) this.#finish = String(reason)
  }

  /** What was shown so far. */
  get seen(): Pick<Observed, 'text' | 'values' | 'finish'> {
    return { text: this.#text, values: [...this.#values], ...(this.#finish === undefined ? {} : { finish: this.#finish }) }
  }
}

function jsonOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

const longestMessage = 160
const deepest = 2

/** The parts of an error that a log has. */
export function seenError(error: unknown, depth = 0): SeenError {
  if (!(error instanceof Error))
    return { name: typeof error, message: oneLine(typeof error === 'string' ? error : (JSON.stringify(error) ?? '')) }
  const { status, statusCode, code } = error as { readonly status?: unknown; readonly statusCode?: unknown; readonly code?: unknown }
  const number = [status, statusCode].find((value) => typeof value === 'number')
  const cause = error.cause ?? (error as { readonly lastError?: unknown }).lastError
  const name = error.constructor.name === 'Object' ? error.name : error.constructor.name
  return {
    name: /^_|^$|^\w$/.test(name) ? error.name : name,
    message: oneLine(error.message),
    ...(number === undefined ? {} : { status: number }),
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause != null && depth < deepest ? { cause: seenError(cause, depth + 1) } : {}),
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const points = [...line]
  return points.length <= longestMessage ? line : `${points.slice(0, longestMessage).join('')}…`
}
