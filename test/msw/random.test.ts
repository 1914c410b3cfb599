import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { brownout, openai, virtualTime } from '../../src/index.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const server = setupServer(...chaos.handlers)

beforeAll(() => server.listen())
afterAll(() => server.close())

const drawnAfter = (work: () => Promise<unknown>): Promise<number> =>
  virtualTime(
    async () => {
      await work()
      return Math.random()
    },
    { seed: 'tuesday' },
  )

it('leaves the numbers that the app draws as they are, however many requests MSW answers', async () => {
  const list = (): Promise<Response> => fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } })
  expect(await drawnAfter(() => Promise.all([list(), list(), list()]))).toBe(await drawnAfter(async () => {}))
})

it('leaves them as they are if the address of an emulated connection is read, as undici does when it closes one that is idle', async () => {
  const respond = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      get('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } }, resolve).once('error', reject)
    })
  const readAddress = async (): Promise<void> => {
    const { socket } = await respond()
    expect(socket.localPort).toBeGreaterThan(0)
    socket.destroy()
  }
  expect(await drawnAfter(readAddress)).toBe(await drawnAfter(async () => {}))
})
