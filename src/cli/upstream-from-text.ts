import { BrownoutError } from '../engine/base/errors.ts'
import { matcherOf, partsOf } from '../engine/base/host-pattern.ts'
import type { Provider } from '../engine/model/provider.ts'
import { allProviders, readProviders } from '../explore/providers.ts'

/** A provider, and the base URL of the server that answers for it. */
export interface ChosenUpstream {
  readonly provider: Provider
  readonly url: string
}

/**
 * Reads an upstream: the URL of a provider that is known by its host, or `provider=URL` for any other server with its wire format.
 * @throws BrownoutError if it is not a URL, or the host is not one of a known provider
 * @example
 * readUpstream('openai=https://llm.example.com/v1').url // => 'https://llm.example.com/v1'
 */
export function readUpstream(text: string): ChosenUpstream {
  const [, name, address = text] = /^([\w-]+)=(.*)$/s.exec(text) ?? []
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new BrownoutError(
      `Cannot read ${JSON.stringify(text)}: expected a URL, such as https://api.openai.com, or openai=https://llm.example.com/v1.`,
    )
  const provider = name === undefined ? providerAt(url) : readProviders(name)[0]!.provider
  return { provider, url: url.pathname === '/' ? `${url.origin}${partsOf(provider.baseUrls[0]!).pathname.replace(/\/$/, '')}` : address }
}

function providerAt(url: URL): Provider {
  const found = allProviders().find(({ provider }) => provider.baseUrls.some((base) => isAt(url, base)))
  if (found === undefined)
    throw new BrownoutError(`No provider is known at ${url.host}. Name the provider whose wire format it uses, as in openai=${url.href}.`)
  return found.provider
}

function isAt(url: URL, base: string): boolean {
  const { origin } = partsOf(base)
  return origin.includes('*') ? matcherOf(origin)(url.origin) : origin === url.origin
}
