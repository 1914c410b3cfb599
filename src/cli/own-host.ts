import { BrownoutError } from '../engine/base/errors.ts'
import { partsOf } from '../engine/base/host-pattern.ts'
import type { Provider } from '../engine/model/provider.ts'
import { providerNamed, readProviders } from '../explore/providers.ts'

/**
 * Reads an own host or path, and the provider whose wire format it uses. It is set up with and without the path that the
 * provider's own base URL has.
 * @throws BrownoutError if it is neither a host, a URL nor a path, or the provider does not exist
 * @example
 * readOwnHost('api.my-company.example=openai').baseUrls // => ['https://api.my-company.example/v1', 'https://api.my-company.example']
 */
export function readOwnHost(text: string): Provider {
  const [, place = '', dialect = ''] = /^(.+)=([^=]+)$/s.exec(text) ?? []
  const url = URL.parse(addressOf(place))
  if (place === '' || url === null || !/^https?:$/.test(url.protocol))
    throw new BrownoutError(
      `Cannot read the host ${JSON.stringify(text)}: expected a host, a URL or a path, and the provider whose wire format it uses, such as api.my-company.example=openai or /llm=anthropic.`,
    )
  const { pathname } = partsOf(readProviders(dialect)[0]!.provider.baseUrls[0]!)
  const base = `${url.origin}${url.pathname.replace(/\/$/, '')}`
  const usual = pathname.replace(/\/$/, '')
  const isUsual = usual === '' || base.endsWith(usual)
  return providerNamed(dialect, { name: nameOf(place, url), baseURL: isUsual ? [base] : [`${base}${usual}`, base] })
}

function addressOf(place: string): string {
  if (place.startsWith('/')) return `http://localhost${place}`
  return place.includes('://') ? place : `https://${place}`
}

/** The host, or the path without its slashes. */
function nameOf(place: string, { host, pathname }: URL): string {
  return place.startsWith('/') ? pathname.replaceAll(/^\/|\/$/g, '') : host
}
