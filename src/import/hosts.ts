import { matcherOf } from '../engine/base/host-pattern.ts'
import { facts, hostsOf, type ProviderFacts } from '../providers/facts.ts'

interface Host {
  readonly provider: string
  readonly matches: (host: string) => boolean
  readonly paths: ProviderFacts['paths']
}

const hosts: readonly Host[] = Object.entries(facts as Readonly<Record<string, ProviderFacts>>).flatMap(([provider, known]) =>
  hostsOf(known).map((host) => ({ provider, matches: matcherOf(host), paths: known.paths })),
)

/** Returns the provider and endpoint of a URL; `undefined` if it is not a known model API. */
export function placeOf(url: URL): { readonly provider: string; readonly endpoint: string } | undefined {
  for (const { provider, matches, paths } of hosts) {
    const endpoint = matches(url.host) ? paths.find(([end]) => end.test(url.pathname)) : undefined
    if (endpoint !== undefined) return { provider, endpoint: endpoint[1] }
  }
  return undefined
}
