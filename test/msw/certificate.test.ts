import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tlsFailure } from '../../faults/index.ts'
import { certificateCodes } from '../../src/engine/base/connection.ts'
import { brownout, openai } from '../../src/index.ts'
import { turn } from '../../src/time/real-time.ts'

const chaos = brownout({ providers: [openai()] })
const server = setupServer(...chaos.handlers)
const uncaught: unknown[] = []
const hear = (error: unknown): void => void uncaught.push(error)

beforeAll(() => server.listen())
afterAll(() => server.close())
beforeEach(() => {
  uncaught.length = 0
  process.on('uncaughtExceptionMonitor', hear)
  process.on('uncaughtException', hear)
})
afterEach(() => {
  process.off('uncaughtExceptionMonitor', hear)
  process.off('uncaughtException', hear)
  chaos.reset()
})

describe("a refused certificate over MSW's sockets", () => {
  it.for(certificateCodes)('rejects the fetch with %s as its cause, and nothing else', async (code) => {
    chaos.inject(tlsFailure({ code }))
    const asked = fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Count.' }] }),
    })
    await expect(asked).rejects.toMatchObject({ message: 'fetch failed', cause: { code } })
    for (let count = 0; count < 20; count++) await turn()
    expect(uncaught).toEqual([])
  })
})
