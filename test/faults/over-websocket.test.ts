import OpenAI from 'openai'
import { ResponsesWS } from 'openai/resources/responses/ws'
import { describe, expect } from 'vitest'
import {
  wrongErrorFormat,
  byteOrderMark,
  corruptGzip,
  emptyBody,
  htmlError,
  wrongContentLength,
  wrongContentType,
} from '../../faults/index.ts'
import { answers, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Lyon.'
const test = withChaos({ providers: [openai()], answers: answers.from(() => text), clientBehavior: 'ignore' })

function ask(): Promise<string> {
  const socket = new ResponsesWS(new OpenAI({ apiKey: 'sk-test' }))
  return new Promise<string>((resolve, reject) => {
    let received = ''
    socket.on('response.output_text.delta', ({ delta }) => {
      received += delta
    })
    socket.on('response.completed', () => resolve(received))
    socket.on('close', () => reject(new Error('The connection closed.')))
    socket.on('error', reject)
    socket.send({ type: 'response.create', model: 'gpt-5', input: 'Where is my parcel?' })
  }).finally(() => socket.close())
}

/** Faults that change an HTTP body or its headers, and faults that replace it. */
const changing = [byteOrderMark, corruptGzip, wrongContentLength, wrongContentType] as const
const replacing = [htmlError, wrongErrorFormat, emptyBody] as const

describe.for([...changing, ...replacing].map((fault) => [fault.fault.name, fault] as const))('%s over an open WebSocket', ([, fault]) => {
  test('leaves an answer as it is', async ({ chaos }) => {
    chaos.inject(fault().nth(2))
    expect(await ask()).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ status: 101 }, { ending: 'complete', received: text, fired: [] }])
  })
})

describe.for(changing.map((fault) => [fault.fault.name, fault] as const))('%s at a handshake that succeeds', ([, fault]) => {
  test('leaves it as it is', async ({ chaos }) => {
    chaos.inject(fault().nth(1))
    expect(await ask()).toBe(text)
    expect(chaos.journal.calls[0]).toMatchObject({ status: 101, fired: [] })
  })
})

describe.for(replacing.map((fault) => [fault.fault.name, fault] as const))('%s at a handshake that fails', ([, fault]) => {
  test('is the response to it', async ({ chaos }) => {
    chaos.inject(fault().nth(1))
    await expect(ask()).rejects.toThrow('Unexpected server response')
    expect(chaos.journal.calls).toMatchObject([{ fired: [{ fault: fault.fault.name }] }])
  })
})
