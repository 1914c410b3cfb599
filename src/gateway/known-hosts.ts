import { matcherOf } from '../engine/base/host-pattern.ts'
import { facts, hostsOf, type ProviderFacts } from '../providers/facts.ts'
import { flavorFacts } from '../providers/flavor-facts.ts'
import { otherOwners } from '../providers/other-hosts.ts'
import { toolOwners } from '../providers/tool-hosts.ts'

/** The owner of a host, and its emulation. */
export interface KnownHost {
  readonly owner: string
  /** The provider to set up, such as `mistral()`. `undefined` if nothing emulates it. */
  readonly setUp: string | undefined
}

function emulatedHosts(all: Readonly<Record<string, ProviderFacts>>, callOf: (name: string) => string): (readonly [string, KnownHost])[] {
  return Object.entries(all).flatMap(([name, provider]) =>
    hostsOf(provider).map((host) => {
      const { owner, otherHosts = [] } = provider
      return [host, { owner, setUp: otherHosts.includes(host) ? undefined : callOf(name) }] as const
    }),
  )
}

/** The hosts of model providers, gateways, vector stores and search services. A test must not reach any of them, emulated or not. */
const hosts: readonly (readonly [host: string, known: KnownHost])[] = [
  ...emulatedHosts(facts, (name) => `${name}()`),
  ...emulatedHosts(flavorFacts, (name) => `openai({ flavor: '${name}' })`),
  ...otherOwners.flatMap(({ owner, hosts: own, baseUrl }) => {
    const setUp = baseUrl === undefined ? undefined : `openai({ name: '${nameOf(owner)}', baseURL: '${baseUrl}' })`
    return own.map((host) => [host, { owner, setUp }] as const)
  }),
  ...toolOwners.flatMap(({ owner, hosts: own, preset }) => {
    const call = preset === undefined ? `http({ name: '${nameOf(owner)}', url, routes })` : `${preset}()`
    return own.map((host) => [host, { owner, setUp: `${call} of "brownout/http"` }] as const)
  }),
].filter(([host]) => !/^(?:localhost|127\.0\.0\.1):/.test(host))

function nameOf(owner: string): string {
  return owner.toLowerCase().replaceAll(/[^a-z\d]+/g, '-')
}

const exact: ReadonlyMap<string, KnownHost> = new Map(hosts.filter(([host]) => !host.includes('*')))

/** Hosts that differ by account or region. */
const patterns = hosts.filter(([host]) => host.includes('*')).map(([host, known]) => [matcherOf(host), known] as const)

/** Returns the entry for a host that a test must not reach. `undefined` for any other host. */
export function knownHost(host: string): KnownHost | undefined {
  return exact.get(host) ?? patterns.find(([matches]) => matches(host))?.[1]
}
