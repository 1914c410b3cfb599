import { describe, expect, it } from 'vitest'
import { emptyStore } from '../engine/empty-store.ts'
import { anthropic, azure, bedrock, cohere, gemini, mistral, openai, openrouter } from '../../src/index.ts'
import type { Provider } from '../../src/index.ts'

const asked = JSON.stringify({ model: 'parcels', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] })

/** What an endpoint makes of a request without credentials. */
async function refusalOf(provider: Provider, path: string): Promise<unknown> {
  const endpoint = (await provider.endpoints()).find((given) =>
    typeof given.path === 'string' ? given.path === path : given.path.test(path),
  )
  const request = { method: 'POST', url: new URL(`https://host.example${path}`), headers: new Headers(), text: asked }
  return endpoint!.decode(request, emptyStore())
}

describe('a request without credentials', () => {
  it.each([
    [openai(), '/chat/completions', 'authentication'],
    [openai({ flavor: 'groq' }), '/chat/completions', 'authentication'],
    [mistral(), '/chat/completions', 'authentication'],
    [openrouter(), '/chat/completions', 'authentication'],
    [azure(), '/openai/deployments/parcels/chat/completions', 'authentication'],
    [anthropic(), '/v1/messages', 'authentication'],
    [cohere(), '/v2/chat', 'authentication'],
    [bedrock(), '/model/parcels/converse-stream', 'authentication'],
    [gemini(), '/v1beta/models/parcels:streamGenerateContent', 'permission'],
  ] as const)('of $name is refused, and its model and stream are still known', async (provider, path, kind) => {
    expect(await refusalOf(provider, path)).toMatchObject({ type: 'problem', problem: { kind }, model: 'parcels', stream: true })
  })
})
