import Anthropic from '@anthropic-ai/sdk'
import { expect } from 'vitest'
import { modelNotFound, overloaded } from '../../faults/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ seed: 'tuesday' })
const client = (): Anthropic => new Anthropic({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const body = { model: 'claude-sonnet-5', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }

test('a count of tokens is what the message is then billed', async ({ chaos }) => {
  const { input_tokens: counted } = await client().messages.countTokens(body)
  const { usage } = await client().messages.create({ ...body, max_tokens: 100 })
  expect(counted).toBe(usage.input_tokens)
  expect(counted).toBeGreaterThan(4)
  expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
})

test('models are listed, and each is there', async ({ chaos }) => {
  const listed: string[] = []
  for await (const { id } of client().models.list()) listed.push(id)
  expect(listed).toContain('claude-sonnet-5')
  expect(await client().models.retrieve('claude-sonnet-5')).toMatchObject({ max_input_tokens: 1_000_000, max_tokens: 128_000 })
  expect(await client().models.retrieve('claude-haiku-4-5-20251001')).toMatchObject({
    display_name: 'Claude Haiku 4 5',
    type: 'model',
    retires_at: null,
  })
  expect(chaos.journal.calls.every(({ ending }) => ending === 'complete')).toBe(true)
})

test('counts and models fail as messages do', async ({ chaos }) => {
  chaos.inject(overloaded().nth(1), modelNotFound().nth(2))
  await expect(client().messages.countTokens(body)).rejects.toMatchObject({ status: 529 })
  await expect(client().models.retrieve('claude-sonnet-5')).rejects.toThrow(Anthropic.NotFoundError)
  await expect(client().messages.countTokens({ ...body, messages: [] })).rejects.toThrow(Anthropic.BadRequestError)
  expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['messages.count_tokens', 'models', 'messages.count_tokens'])
})
