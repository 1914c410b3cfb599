import type { Provider } from '../engine/model/provider.ts'
import { facts, type ProviderFacts } from '../providers/facts.ts'
import { factories } from '../providers/index.ts'

/** Every provider that brownout emulates, at its usual place. */
export function everyProvider(): readonly Provider[] {
  return Object.values(factories).map((make) => make())
}

/** The environment variable that the clients of a provider read their base URL from; `undefined` if they take it as an option only. */
export function baseUrlVariableOf(name: string): string | undefined {
  return (facts as Readonly<Record<string, ProviderFacts>>)[name]?.baseUrlVariable
}
