import { describe, expect } from 'vitest'
import { z } from 'zod'
import { anthropic, azure, cohere, gemini, mistral, ollama, openai, openrouter, vercel } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [openai(), anthropic(), gemini(), azure(), mistral(), cohere(), ollama(), openrouter(), vercel()],
})
const headers = { authorization: 'Bearer test', 'x-api-key': 'test', 'x-goog-api-key': 'test', 'anthropic-version': '2023-06-01' }
const list = z.object({ data: z.array(z.looseObject({})).optional(), models: z.array(z.looseObject({})).optional() })

describe('the models of a provider', () => {
  test.for([
    'https://api.openai.com/v1/models',
    'https://api.anthropic.com/v1/models',
    'https://generativelanguage.googleapis.com/v1beta/models',
    'https://generativelanguage.googleapis.com/v1beta/openai/models',
    'https://parcels.openai.azure.com/openai/models?api-version=2024-10-21',
    'https://parcels.openai.azure.com/openai/v1/models',
    'https://api.mistral.ai/v1/models',
    'https://api.cohere.com/v1/models',
    'http://127.0.0.1:11434/api/tags',
    'http://127.0.0.1:11434/v1/models',
    'https://openrouter.ai/api/v1/models',
    'https://ai-gateway.vercel.sh/v1/models',
  ])('are listed at %s', async (url, { chaos }) => {
    const response = await fetch(url, { headers })
    const { data, models } = list.parse(await response.json())
    expect((data ?? models)!.length).toBeGreaterThan(1)
    expect(chaos.journal.calls).toMatchObject([{ endpoint: /ollama|11434\/api/.test(url) ? 'tags' : 'models' }])
  })

  test.for(['https://api.cohere.com/v1/models/command-a-03-2025', 'https://parcels.openai.azure.com/openai/v1/models/gpt-4o'])(
    'are found at %s',
    async (url, { chaos }) => {
      const response = await fetch(url, { headers })
      expect(chaos.journal.calls).toHaveLength(1)
      expect(JSON.stringify(await response.json())).toContain(url.slice(url.lastIndexOf('/') + 1))
    },
  )
})
