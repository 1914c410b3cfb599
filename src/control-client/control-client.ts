import { BrownoutError } from '../engine/base/errors.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Incident } from '../engine/plan/incident.ts'
import type { InjectionData } from '../engine/plan/injection.ts'
import type { RecipeOptions } from '../engine/plan/recipe.ts'
import type { ActiveFault } from '../server/control/faults.ts'
import type { ServerState } from '../server/control/routes.ts'

/** A fault to inject: as on the command line, `overloaded:first=2`, or as data. */
export type FaultToInject = string | (Pick<InjectionData, 'fault'> & Partial<InjectionData>)

/** A recipe to play: as on the command line, `one-bad-hour:speed=10`, or as data. */
export type RecipeToPlay = string | { readonly recipe: string; readonly options?: RecipeOptions }

/** The initial settings for a run of a scope. Without a seed or answers, the current ones stay. */
export interface Scenario {
  readonly seed?: string | number
  readonly faults?: readonly FaultToInject[]
  readonly recipes?: readonly RecipeToPlay[]
  /** Answers by question, as in the file of `--answers`. */
  readonly answers?: readonly object[]
}

type JournalData = ReturnType<Journal['toJSON']>

/** The last calls of a journal, in the order in which they arrived. */
export interface LastCalls extends JournalData {
  /** How many calls there were. */
  readonly total: number
}

/** An open scope. */
export interface OpenScope {
  readonly name: string
  readonly seed: string
  readonly calls: number
}

/** The server to control. */
export interface ControlClientOptions {
  /** Default: `http://127.0.0.1:4600` */
  readonly url?: string | undefined
  /** The scope to control. Default: none */
  readonly scope?: string | undefined
  /** The token that the server was started with. */
  readonly token?: string | undefined
}

/** The faults to inject and the recipes to play. */
export interface Catalogue {
  readonly faults: readonly { readonly name: string; readonly family: string; readonly summary: string }[]
  readonly recipes: readonly { readonly name: string; readonly summary: string }[]
}

/** A server refused a request, or no server answered. */
export class ControlRequestError extends BrownoutError {
  /** The status of its response. `undefined` if no server answers. */
  readonly status: number | undefined

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

/** The default address of `brownout serve`. */
export const usualUrl = 'http://127.0.0.1:4600'

/**
 * Controls a running `brownout serve`. Every method throws a ControlRequestError if no server answers, or it refuses.
 * @example
 * const { url } = await serve(chaos)
 * const control = new ControlClient({ url, scope: 'worker-3' })
 * await control.inject('overloaded:first=2', 'truncated-stream:chance=0.1')
 */
export class ControlClient {
  readonly url: string
  readonly scope: string | undefined
  readonly #headers: Readonly<Record<string, string>>

  constructor({ url = usualUrl, scope, token }: ControlClientOptions = {}) {
    this.url = url.replace(/\/+$/, '')
    this.scope = scope
    this.#headers = {
      ...(scope === undefined ? {} : { 'x-brownout-scope': scope }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
  }

  /** The seed, the faults, the counts, and the base URL of each provider. */
  state(): Promise<ServerState> {
    return this.#send('GET', '')
  }

  /** Injects faults, after those that are. */
  async inject(...faults: readonly FaultToInject[]): Promise<readonly ActiveFault[]> {
    return (await this.#send<{ readonly faults: readonly ActiveFault[] }>('POST', '/faults', { faults })).faults
  }

  /**
   * Removes faults: they fire on no later call.
   * @param which the id of one, or the name of all of a kind. Default: all
   */
  async remove(which?: string | number): Promise<readonly ActiveFault[]> {
    const path = which === undefined ? '' : `/${encodeURIComponent(which)}`
    return (await this.#send<{ readonly removed: readonly ActiveFault[] }>('DELETE', `/faults${path}`)).removed
  }

  /** Plays recipes from now on. */
  async play(...recipes: readonly RecipeToPlay[]): Promise<readonly ActiveFault[]> {
    return (await this.#send<{ readonly faults: readonly ActiveFault[] }>('POST', '/recipes', { recipes })).faults
  }

  /** The journal, in its stable form. */
  journal(): Promise<JournalData> {
    return this.#send('GET', '/journal')
  }

  /** The last calls and the last refused requests, in the order in which they arrived. */
  lastCalls(count: number): Promise<LastCalls> {
    return this.#send('GET', `/journal?last=${count}`)
  }

  /** Removes all calls. Seed and faults stay; triggers count from the start. */
  resetJournal(): Promise<ServerState> {
    return this.#send('DELETE', '/journal')
  }

  /** The incident, which `brownout serve --replay` and `brownout({ replay })` replay. */
  incident({ prompts = 'keep' }: { readonly prompts?: 'keep' | 'hash' } = {}): Promise<Incident> {
    return this.#send('GET', `/incident?prompts=${prompts}`)
  }

  /** Begins a fresh run with a scenario: only its faults and recipes are active. */
  begin(scenario: Scenario): Promise<ServerState> {
    return this.#send('PUT', '/scenario', scenario)
  }

  /** Begins a new run with the server's initial settings. */
  reset(): Promise<ServerState> {
    return this.#send('DELETE', '/scenario')
  }

  /** The open scopes of the server. */
  async scopes(): Promise<readonly OpenScope[]> {
    return (await this.#send<{ readonly scopes: readonly OpenScope[] }>('GET', '/scopes')).scopes
  }

  /** Ends a scope of the server, and removes its calls and faults. */
  async endScope(name: string): Promise<void> {
    await this.#send('DELETE', `/scopes/${encodeURIComponent(name)}`)
  }

  /** The faults to inject and the recipes to play. */
  catalogue(): Promise<Catalogue> {
    return this.#send('GET', '/catalogue')
  }

  async #send<Value>(method: string, path: string, body?: object): Promise<Value> {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const url = `${this.url}/__brownout${path}`
    const init = { method, headers: { ...this.#headers, ...type }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await fetch(url, init).catch((error: unknown) => {
      const message = `No server answers at ${this.url}. Start one with "npx brownout serve", or name another URL.`
      throw new ControlRequestError(message, undefined, error)
    })
    const text = await response.text()
    const value = parsed(text) as Value & { readonly error?: { readonly message?: string } }
    if (response.headers.has('x-brownout'))
      throw new ControlRequestError(`${this.url} is the URL of a provider. Expected that of its server, such as ${new URL(url).origin}.`)
    if (response.ok && value !== undefined) return value
    const unknown = `${url} is not a brownout server: it answered ${response.status} ${text.slice(0, 80)}`
    throw new ControlRequestError(value?.error?.message ?? unknown, response.status)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
