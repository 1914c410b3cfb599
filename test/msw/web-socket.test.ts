import OpenAI from 'openai'
import { OpenAIRealtimeWebSocket } from 'openai/realtime/websocket'
import { setupServer } from 'msw/node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket as PackagedSocket } from 'ws'
import { rateLimited, truncatedStream } from '../../faults/catalogue.ts'
import { answers, brownout, openai } from '../../src/index.ts'

const text = 'Your parcel is in Lyon, and it comes on Friday.'
const chaos = brownout({ seed: 'tuesday', providers: [openai()], answers: answers.from(() => text) })
const server = setupServer(...chaos.handlers)

beforeEach(() => {
  chaos.reset()
  server.listen()
})
afterEach(() => server.close())

function session(): {
  readonly socket: OpenAIRealtimeWebSocket
  readonly closed: Promise<number>
  readonly text: () => string
  done: Promise<unknown>
} {
  const options = { model: 'gpt-realtime', dangerouslyAllowBrowser: true }
  const socket = new OpenAIRealtimeWebSocket(options, new OpenAI({ apiKey: 'sk-test', dangerouslyAllowBrowser: true }))
  const deltas: string[] = []
  socket.on('error', () => {})
  socket.on('response.output_audio_transcript.delta', ({ delta }) => deltas.push(delta))
  socket.on('session.created', () => socket.send({ type: 'response.create' }))
  return {
    socket,
    closed: new Promise((resolve) => socket.socket.addEventListener('close', ({ code }) => resolve(code))),
    text: () => deltas.join(''),
    done: new Promise((resolve) => socket.on('response.done', resolve)),
  }
}

test('the global WebSocket is answered', async () => {
  const { socket, closed, done, text: received } = session()
  await done
  expect(received()).toBe(text)
  socket.close()
  expect(await closed).toBe(1_000)
  expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['complete', 'complete'])
})

test('it breaks in the middle of a response', async () => {
  chaos.inject(truncatedStream({ afterDeltas: 3, ending: 'reset' }))
  const { closed, text: received } = session()
  expect(await closed).toBe(1_006)
  expect(received()).not.toBe('')
  expect(chaos.journal.calls[1]).toMatchObject({ ending: 'reset', deltas: 3 })
})

test('it is truncated inside a message', async () => {
  chaos.inject(truncatedStream({ at: '700 bytes' }))
  expect(await session().closed).toBe(1_006)
  expect(chaos.journal.calls).toMatchObject([{ ending: 'complete' }, { ending: 'truncated' }])
})

test('it is refused', async () => {
  chaos.inject(rateLimited())
  expect(await session().closed).toBe(1_006)
  expect(chaos.journal.calls).toMatchObject([{ status: 429, ending: 'refused' }])
})

test('a socket of another package gets an error that names what answers it', async () => {
  const socket = new PackagedSocket('wss://api.openai.com/v1/responses')
  const error = await new Promise<Error>((resolve) => socket.on('error', resolve))
  expect(error.message).toBe('Unexpected server response: 426')
  expect(chaos.journal.unhandled[0]?.message).toContain('Use chaos.intercept(), the chaos fixture of brownout/vitest, or serve(chaos)')
})

test('another chaos leaves nothing that listens for other pages', () => {
  const listen = vi.spyOn(BroadcastChannel.prototype, 'addEventListener')
  const { handlers } = brownout({ seed: 'wednesday', providers: [openai()] })
  expect(handlers).toHaveLength(chaos.handlers.length)
  expect(listen).not.toHaveBeenCalled()
  listen.mockRestore()
})
