import ollama from 'ollama'
import { describe, expect } from 'vitest'
import { carriageReturns } from '../../faults/carriage-returns.ts'
import { ollama as ollamaProvider } from '../../src/index.ts'
import { clients, hear, modelSaying, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('carriageReturns', () => {
  test.for([
    ['crlf', '\r\n'],
    ['cr', '\r'],
  ] as const)('ends each line in %s', async ([lines, end], { chaos }) => {
    const usual = await overTheWire({ stream: true })
    chaos.reset()
    chaos.inject(carriageReturns({ lines }))
    expect((await overTheWire({ stream: true })).text).toBe(usual.text.replaceAll('\n', end))
  })

  test('does not fire for a body that is not streamed', async ({ chaos }) => {
    chaos.inject(carriageReturns())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ choices: [{ message: { content: truth } }] })
    expect(chaos.neverFired).toHaveLength(1)
  })

  const ollamaTest = modelSaying(truth, { providers: [ollamaProvider()] })

  ollamaTest('ends lines of JSON, too', async ({ chaos }) => {
    chaos.inject(carriageReturns())
    const heard: string[] = []
    for await (const { message } of await ollama.chat({ model: 'llama3', messages: [{ role: 'user', content: 'Hello' }], stream: true }))
      heard.push(message.content)
    expect(heard.join('')).toBe(truth)
    expect(chaos.journal).toHaveFired('carriage-returns')
  })
})

describe.for(clients)('carriageReturns with $name', ({ stream }) => {
  test.for(['crlf', 'cr'] as const)('changes nothing of what the client reads (%s)', async (lines, { chaos }) => {
    chaos.inject(carriageReturns({ lines }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: truth, fired: [{ parameters: { lines } }] }])
  })
})
