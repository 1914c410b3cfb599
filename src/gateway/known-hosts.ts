import { matcherOf } from '../engine/base/host-pattern.ts'
import { facts, flavorFacts, hostsOf, otherOwners, type ProviderFacts } from '../providers/facts.ts'

const emulated: readonly ProviderFacts[] = [...Object.values(facts), ...Object.values(flavorFacts)]

/** The hosts of model providers, each with its owner. A test must not reach any of them, whether it is emulated or not. */
const owners: readonly (readonly [host: string, owner: string])[] = [
  ...emulated.flatMap((provider) => hostsOf(provider).map((host) => [host, provider.owner] as const)),
  ...Object.entries(otherOwners),
].filter(([host]) => !/^(?:localhost|127\.0\.0\.1):/.test(host))

const known: ReadonlyMap<string, string> = new Map(owners.filter(([host]) => !host.includes('*')))

/** The same for hosts that differ by account or region. */
const patterns = owners.filter(([host]) => host.includes('*')).map(([host, owner]) => [matcherOf(host), owner] as const)

/** The owner of a model provider's host; `undefined` for any other host. */
export function ownerOf(host: string): string | undefined {
  return known.get(host) ?? patterns.find(([matches]) => matches(host))?.[1]
}
