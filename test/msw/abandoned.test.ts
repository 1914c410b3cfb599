import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brownout } from '../../src/brownout.ts'
import { openai } from '../../src/providers/openai/index.ts'

const asked = Promise.withResolvers<void>()
const thinking = Promise.withResolvers<void>()
const chaos = brownout({
  providers: [openai()],
  async answers() {
    asked.resolve()
    await thinking.promise
    return undefined
  },
})
let release: () => void

beforeEach(() => {
  release = chaos.intercept()
})
afterEach(() => release())

describe('a client that gives up while the answer is being thought of', () => {
  it('is written down as the one who ended the call', async () => {
    const controller = new AbortController()
    const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
    const answer = fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      body,
      headers: { authorization: 'Bearer test' },
      signal: controller.signal,
    })
    await asked.promise
    controller.abort()
    thinking.resolve()
    await expect(answer).rejects.toThrow('aborted')
    await new Promise(setImmediate)
    expect(chaos.journal).toMatchObject({ calls: [{ ending: 'aborted' }], bugs: [] })
  })
})
