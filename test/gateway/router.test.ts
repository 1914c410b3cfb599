import { describe, expect, it } from 'vitest'
import { anthropic, gemini, openai } from '../../src/index.ts'
import { routerOf } from '../../src/gateway/router.ts'

const router = routerOf([openai(), openai({ name: 'local', baseURL: 'http://127.0.0.1:8000/v1' }), anthropic()])
await router.load()

function refusal(method: string, url: string): string {
  const route = router.find(method, new URL(url))
  return route.type === 'refused' ? route.message : `found ${route.provider.name} ${route.endpoint.name}`
}

describe('the router', () => {
  it('finds a provider by its host and an endpoint by its path', () => {
    expect(refusal('POST', 'https://api.openai.com/v1/responses')).toBe('found openai responses')
    expect(refusal('POST', 'http://127.0.0.1:8000/v1/chat/completions')).toBe('found local chat.completions')
    expect(refusal('POST', 'https://api.anthropic.com/v1/messages')).toBe('found anthropic messages')
  })

  it('names the nearest endpoint for one that is not emulated', () => {
    expect(refusal('POST', 'https://api.openai.com/v1/chat/completion')).toContain(
      'openai is emulated, but not this endpoint. Nothing was sent. Did you mean "POST /v1/chat/completions"?',
    )
  })

  it('writes the path of an endpoint as a user would', () => {
    expect(refusal('POST', 'https://api.openai.com/v1/traces/ingest')).toContain('GET /v1/models/{id},')
    expect(refusal('GET', 'https://api.anthropic.com/v1/model/claude-sonnet-5')).toContain('GET /v1/models/{id}')
  })

  it('names an endpoint whose path is a pattern as a person would', async () => {
    const google = routerOf([gemini()])
    await google.load()
    const route = google.find('POST', new URL('https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContents'))
    expect(route).toMatchObject({
      message: expect.stringContaining('Expected one of: POST /v1beta/models/{model}:generateContent, POST /v1beta/') as unknown,
    })
  })

  it('refuses a provider that is not set up, and explains how to set it up', () => {
    expect(refusal('POST', 'https://api.mistral.ai/v1/chat/completions')).toContain(
      'Blocked POST https://api.mistral.ai/v1/chat/completions: Mistral is not set up here. Nothing was sent. Add mistral() to the option "providers" of brownout() or withChaos(). Set up now: openai, local, anthropic.',
    )
  })

  it('refuses a host that is not emulated, and names the providers that can answer there', () => {
    const answer = 'Answer it with an MSW handler: withChaos({ handlers: [http.post(url, resolver)] }).'
    expect(refusal('POST', 'https://api.voyageai.com/v1/embeddings')).toContain(`(Voyage) is not emulated. Nothing was sent. ${answer}`)
    // Of an owner that is set up, at another host.
    expect(refusal('POST', 'https://eu.api.openai.com/v1/responses')).toContain('eu.api.openai.com (OpenAI) is not emulated. Nothing')
  })

  it('finds a provider whose hosts differ from account to account', async () => {
    const hosted = routerOf([openai({ name: 'hosted', baseURL: 'https://*.openai.azure.com/openai/v1' })])
    await hosted.load()
    const find = (url: string): string => hosted.find('POST', new URL(url)).type
    expect(find('https://acme.openai.azure.com/openai/v1/chat/completions')).toBe('endpoint')
    expect(find('https://acme.extra.openai.azure.com/openai/v1/chat/completions')).toBe('refused')
    expect(find('https://openai.azure.com/openai/v1/chat/completions')).toBe('refused')
  })

  it('lets no request reach a real provider, with any account or region', () => {
    const hosts = [
      'acme.openai.azure.com',
      'europe-west4-aiplatform.googleapis.com',
      'aiplatform.eu.rep.googleapis.com',
      'bedrock-runtime.eu-central-1.amazonaws.com',
    ]
    for (const host of hosts) expect(router.knows(new URL(`https://${host}/`))).toBe(true)
  })

  it('does not know the rest of the world', () => {
    expect(router.knows(new URL('https://shop.example/orders'))).toBe(false)
  })
})
