import { BrownoutError } from '../engine/base/errors.ts'
import { nearest } from '../engine/base/nearest.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Upstream } from '../engine/model/upstream.ts'
import { httpUpstream, type BaseUrls } from '../upstream/http-upstream.ts'

/**
 * Returns the upstream that answers instead of emulated providers.
 * @throws BrownoutError if it names a provider that is not set up, or an invalid address
 */
export function upstreamOf(given: BaseUrls | Upstream, providers: readonly Provider[]): Upstream {
  if (isUpstream(given)) return given
  const names = providers.map(({ name }) => name)
  for (const [name, url] of Object.entries(given)) {
    if (!names.includes(name)) {
      const meant = nearest(name, names)
      const hint = meant === undefined ? `Expected one of: ${names.join(', ')}.` : `Did you mean "${meant}"?`
      throw new BrownoutError(`Cannot use an upstream for "${name}": no such provider is set up. ${hint}`)
    }
    const { protocol } = URL.parse(url) ?? {}
    if (protocol !== 'http:' && protocol !== 'https:')
      throw new BrownoutError(`Cannot use "${url}" as the upstream of "${name}": expected a base URL, such as https://api.openai.com/v1.`)
  }
  return httpUpstream(given)
}

function isUpstream(given: BaseUrls | Upstream): given is Upstream {
  return typeof given['send'] === 'function'
}
