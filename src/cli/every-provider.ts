import type { Provider } from '../engine/model/provider.ts'
import { allProviders } from '../explore/providers.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'
import { factories } from '../providers/index.ts'

/** Every provider that brownout emulates, at its usual place. */
export function everyProvider(): readonly Provider[] {
  return Object.values(factories).map((make) => make())
}

/** The same, and the hosts of OpenAI's wire format, except those on this machine: another server can use their port. */
export function everyRemoteHost(): readonly Provider[] {
  const local = new Set(Object.entries(flavorFacts).flatMap(([name, { baseUrls }]) => (baseUrls[0].startsWith('http:') ? name : [])))
  return allProviders().flatMap(({ provider }) => (local.has(provider.name) ? [] : provider))
}
