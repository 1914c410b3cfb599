import { get } from 'node:https'
import { lookup } from 'node:dns/promises'
import axios from 'axios'
import { setupServer } from 'msw/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionReset, overloaded } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { intercept } from '../../src/intercept/network.ts'

const chaos = brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text: 'All is well.' }] }) })
const url = 'https://api.openai.com/v1/chat/completions'
const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] }
const settings = { headers: { authorization: 'Bearer test' }, adapter: 'http' }

describe('a client that goes past fetch', () => {
  const escaped: string[] = []
  let close: () => void

  beforeEach(() => {
    escaped.length = 0
    close = intercept({ handlers: chaos.handlers, escaped: ({ host }) => void escaped.push(host) })
  })
  afterEach(() => close())

  it('is refused, whatever it is, before a name is looked up', async () => {
    await expect(axios.post(url, request, settings)).rejects.toThrow('brownout refused a real connection to api.openai.com')
    await expect(new Promise((_, reject) => get('https://api.anthropic.com/v1/models').on('error', reject))).rejects.toThrow(
      'setupServer(...chaos.handlers)',
    )
    await expect(lookup('generativelanguage.googleapis.com')).rejects.toThrow('brownout refused a real name look-up')
    expect(escaped).toEqual(['api.openai.com', 'api.anthropic.com', 'generativelanguage.googleapis.com'])
  })
})

describe("axios before MSW's own server", () => {
  const server = setupServer(...chaos.handlers)

  beforeEach(() => {
    chaos.reset()
    server.listen()
  })
  afterEach(() => server.close())

  it('is answered', async () => {
    const { data } = await axios.post<{ choices: { message: { content: string } }[] }>(url, request, settings)
    expect(data.choices[0]!.message.content).toBe('All is well.')
  })

  it('meets the faults', async () => {
    chaos.inject(overloaded().nth(1), connectionReset().nth(2))
    await expect(axios.post(url, request, settings)).rejects.toMatchObject({ response: { status: 503 } })
    await expect(axios.post(url, request, settings)).rejects.toMatchObject({ isAxiosError: true, code: 'ECONNRESET' })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['refused', 'reset'])
  })
})
