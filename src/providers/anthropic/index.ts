import { emulate, type Provider, type ProviderOptions } from '../../kit.ts'
import { facts } from '../facts.ts'

/**
 * Anthropic's Messages API, streaming and non-streaming, with token counting and models. A base URL can end in `/v1`.
 * @throws BrownoutError if a base URL is not a URL
 * @see https://docs.claude.com/en/api/messages
 * @example
 * const chaos = brownout({ providers: [anthropic()] })
 */
export function anthropic(options: ProviderOptions = {}): Provider {
  return emulate({ name: 'anthropic', ...facts.anthropic }, options, async () => (await import('./endpoints.ts')).endpoints)
}
