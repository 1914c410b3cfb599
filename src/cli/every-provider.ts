import type { Provider } from '../engine/model/provider.ts'
import * as index from '../index.ts'
import { facts, type ProviderFacts, type ProviderName } from '../providers/facts.ts'

const names = Object.keys(facts) as ProviderName[]

/** Every provider that brownout emulates, at its usual place. */
export function everyProvider(): readonly Provider[] {
  return names.map((name) => index[name]())
}

/** The environment variable that the clients of a provider read their base URL from; `undefined` if they take it as an option only. */
export function baseUrlVariableOf(name: string): string | undefined {
  return (facts as Readonly<Record<string, ProviderFacts>>)[name]?.baseUrlVariable
}
