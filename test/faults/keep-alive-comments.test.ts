import ollama from 'ollama'
import { describe, expect } from 'vitest'
import { keepAliveComments } from '../../faults/keep-alive-comments.ts'
import { ollama as ollamaProvider } from '../../src/index.ts'
import { clients, hear, modelSaying, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('keepAliveComments', () => {
  test.for([
    ['keep-alive', ': keep-alive\n\n'],
    ['OPENROUTER PROCESSING', ': OPENROUTER PROCESSING\n\n'],
    ['', ':\n\n'],
  ] as const)('sends a comment before each event (%s)', async ([comment, line], { chaos }) => {
    const usual = await overTheWire({ stream: true })
    chaos.reset()
    chaos.inject(keepAliveComments({ comment }))
    expect((await overTheWire({ stream: true })).text).toBe(usual.text.replaceAll(/^data: /gm, `${line}data: `))
  })

  test('does not fire for a body that is not streamed', async ({ chaos }) => {
    chaos.inject(keepAliveComments())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ choices: [{ message: { content: truth } }] })
    expect(chaos.neverFired).toHaveLength(1)
  })

  const ollamaTest = modelSaying(truth, { providers: [ollamaProvider()] })

  ollamaTest('does not fire for lines of JSON, which cannot hold a comment', async ({ chaos }) => {
    chaos.inject(keepAliveComments())
    const heard: string[] = []
    for await (const { message } of await ollama.chat({ model: 'llama3', messages: [{ role: 'user', content: 'Hello' }], stream: true }))
      heard.push(message.content)
    expect(heard.join('')).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(clients)('keepAliveComments with $name', ({ stream }) => {
  test('changes nothing of what the client reads', async ({ chaos }) => {
    chaos.inject(keepAliveComments())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: truth, fired: [{ fault: 'keep-alive-comments' }] }])
  })
})
