import { brownout, type Chaos, type Provider } from '../../../src/index.ts'
import type { EndpointNote } from './note.ts'

/** Calls a provider without a client, with its default request or another body. */
export async function ask(provider: Provider, { path, headers, body }: Pick<EndpointNote, 'path' | 'headers' | 'body'>): Promise<Response> {
  const origin = new URL(provider.baseUrls[0]!.replaceAll('*', 'parcels')).origin
  return fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test', 'x-api-key': 'test', 'api-key': 'test', ...headers },
    body: JSON.stringify(body),
  })
}

/** Runs a function while a provider is emulated. */
export async function emulating<Value>(provider: Provider, run: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ seed: 'tuesday', providers: [provider] })
  const release = chaos.intercept()
  try {
    return await run(chaos)
  } finally {
    release()
  }
}
