import { describe, expect, it } from 'vitest'
import { clientOf } from './emulated.ts'

const text = 'It comes tomorrow, around noon.'
const client = clientOf({ parts: [{ type: 'text', text }], usage: { outputTokens: 8 } })
const asked = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'When?' }] }

describe('n choices', () => {
  it('arrive in one body, and are billed', async () => {
    const { choices, usage } = await client.chat.completions.create({ ...asked, n: 3 })
    expect(choices.map(({ index, message }) => [index, message.content])).toEqual([0, 1, 2].map((index) => [index, text]))
    expect(usage!.completion_tokens).toBe(24)
  })

  it('arrive next to each other in a stream', async () => {
    const told = ['', '']
    const finished: number[] = []
    for await (const { choices } of await client.chat.completions.create({ ...asked, n: 2, stream: true })) {
      for (const { index, delta, finish_reason: finish } of choices) {
        told[index] += delta.content ?? ''
        if (finish !== null) finished.push(index)
      }
    }
    expect(told).toEqual([text, text])
    expect(finished).toEqual([0, 1])
  })
})

describe('log probabilities', () => {
  it('are there for each token of a body', async () => {
    const { choices } = await client.chat.completions.create({ ...asked, logprobs: true, top_logprobs: 3 })
    const { content } = choices[0]!.logprobs!
    expect(content!.map(({ token }) => token).join('')).toBe(text)
    expect(content!.every(({ logprob, top_logprobs: top }) => logprob <= 0 && top.length === 3)).toBe(true)
    expect(content!.every(({ token, top_logprobs: [first] }) => first!.token === token)).toBe(true)
  })

  it('are there for each piece of a stream', async () => {
    let told = ''
    for await (const { choices } of await client.chat.completions.create({ ...asked, logprobs: true, stream: true }))
      told += choices[0]!.logprobs?.content?.map(({ token }) => token).join('') ?? ''
    expect(told).toBe(text)
  })

  it('are missing unless they are requested', async () => {
    expect((await client.chat.completions.create(asked)).choices[0]!.logprobs).toBeNull()
    await expect(client.chat.completions.create({ ...asked, top_logprobs: 2 })).rejects.toThrow("'logprobs' must be enabled")
  })
})

it.each([
  ['functions', { functions: [{ name: 'track' }] }],
  ['audio', { audio: { voice: 'alloy', format: 'mp3' } }],
  ['web_search_options', { web_search_options: {} }],
])('%s, which is not emulated, is refused in words', async (name, more) => {
  const refused = client.chat.completions.create({ ...asked, ...more } as typeof asked)
  await expect(refused).rejects.toThrow(`400 brownout does not emulate '${name}'.`)
})
