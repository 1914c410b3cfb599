import type { Operation, Provider } from '../../../src/index.ts'

/** What an app may ask for, beside an answer. */
export interface Scenario {
  readonly stream: boolean
  readonly question?: string
  /** The app asks for JSON. */
  readonly json?: boolean
  /** The app offers a tool that must be called; with `result`, it was, and this is what it answered. */
  readonly tool?: 'required' | { readonly result: string }
}

/** One way to ask a provider, by its official SDK. */
export interface Dialect {
  readonly name: string
  readonly provider: () => Provider
  /** The package that asks. */
  readonly client: string
  /** What it asks for, where that is no answer in words. */
  readonly operation?: Operation
  /** Why the provider, or its client, has nothing for a scenario; `undefined` where it has. */
  lacks?(scenario: Scenario): string | undefined
  /** Faults that have nothing to fire here, each with the reason. */
  readonly spares?: Readonly<Record<string, string>>
  /** Settles once the answer is read to its end, whatever that is. */
  ask(scenario: Scenario): Promise<unknown>
}

/** What is asked for as JSON, and as the arguments of the tool. */
export const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city', 'days'],
  additionalProperties: false,
}
/** What the app tells the model before all else. */
export const system = 'Be brief. The secret word is heron.'
/** What the user asks, where the scenario says nothing else. */
export const usualQuestion = 'Where is my parcel, and how many days does it take?'
/** The arguments of the call that the tool's result belongs to. */
export const given = JSON.stringify({ city: 'Lyon', days: 3 })
/** How the official SDKs are set up. */
export const clientOptions = { apiKey: 'test', maxRetries: 0, timeout: 20_000, logLevel: 'off' as const }
/** The longest that one ask may take, in ms. */
export const wholeTime = 60_000

/** Everything that a stream yields, read to its end. */
export async function readAll(stream: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for await (const item of stream) all.push(item)
  return all
}
