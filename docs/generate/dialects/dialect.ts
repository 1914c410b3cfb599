import type { Operation, Provider } from '../../../src/index.ts'

/** What an app can request besides an answer. */
export interface Scenario {
  readonly stream: boolean
  readonly question?: string
  /** The app requests JSON. */
  readonly json?: boolean
  /** The app offers a tool that must be called. With `result`, it was called and returned this. */
  readonly tool?: 'required' | { readonly result: string }
}

/** One way to call a provider, with its official SDK. */
export interface Dialect {
  readonly name: string
  readonly provider: () => Provider
  /** The package that sends the requests. */
  readonly client: string
  /** The operation, if it is not a text answer. */
  readonly operation?: Operation
  /** Why the provider or its client does not support a scenario. `undefined` if it does. */
  lacks?(scenario: Scenario): string | undefined
  /** Whether it calls tools as tasks. Then only faults of tasks are tried. Default: false */
  readonly startsTasks?: true
  /** Faults that cannot fire here, each with the reason. */
  readonly spares?: Readonly<Record<string, string>>
  /** Faults that cannot fire here on a stream, each with the reason. */
  readonly sparesStreamed?: Readonly<Record<string, string>>
  /** Resolves when the answer was read to its end. */
  ask(scenario: Scenario): Promise<unknown>
}

/** The requested JSON schema, also that of the tool's arguments. */
export const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const }, days: { type: 'integer' as const } },
  required: ['city', 'days'],
  additionalProperties: false,
}
/** The system prompt. */
export const system = 'Be brief. The secret word is heron.'
/** The user's prompt, unless the scenario has another. */
export const usualQuestion = 'Where is my parcel, and how many days does it take?'
/** The arguments of the tool call in the history. */
export const given = JSON.stringify({ city: 'Lyon', days: 3 })
/** Options of the official SDKs. */
export const clientOptions = { apiKey: 'test', maxRetries: 0, timeout: 20_000, logLevel: 'off' as const }
/** The longest time for one call, in ms. */
export const wholeTime = 60_000

/** Reads a stream to its end. */
export async function readAll(stream: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for await (const item of stream) all.push(item)
  return all
}

/**
 * A `fetch` that ends at a deadline, for SDKs that make a Request of another Request: once the first is collected, its signal aborts
 * nothing, and a stalled response would never end.
 */
export function fetchUntil(deadline: AbortSignal): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal: input instanceof Request ? AbortSignal.any([input.signal, deadline]) : deadline })
}
