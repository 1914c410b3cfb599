import { describe, expect } from 'vitest'
import { retiredModel } from '../../faults/retired-model.ts'
import { bedrock, gemini, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { clients, errorOf, test, timePasses, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('retiredModel with $name', ({ ask, errors }) => {
  test('answers until the given moment, and throws NotFoundError (404) from then on', async ({ chaos }) => {
    chaos.inject(retiredModel({ at: '1h' }))
    await timePasses(3_599_999)
    expect(await ask()).toBe(truth)
    await timePasses(1)
    expect(await errorOf(ask())).toBeInstanceOf(errors.NotFoundError)
    await timePasses('20h')
    expect(await errorOf(ask({ maxRetries: 3 }))).toBeInstanceOf(errors.NotFoundError)
    const gone = refused('retired-model', { status: 404, kind: 'model-not-found', permanent: true })
    expect(chaos.journal.calls).toMatchObject([{ startedAt: 3_599_999, ending: 'complete', fired: [] }, gone, gone])
  })

  test('is gone from the beginning without a moment', async ({ chaos }) => {
    chaos.inject(retiredModel())
    expect(await errorOf(ask())).toBeInstanceOf(errors.NotFoundError)
  })
})

const many = withChaos({ providers: [openai(), openai({ flavor: 'groq' }), gemini(), bedrock()], clientBehavior: 'ignore' })
const chat = { model: 'old', messages: [{ role: 'user', content: 'Hi' }] }

describe('retiredModel', () => {
  many.for([
    ['https://api.openai.com/v1/chat/completions', chat, 404, 'The model `old` has been deprecated, learn more here:'],
    ['https://api.groq.com/openai/v1/chat/completions', chat, 400, 'The model `old` has been decommissioned'],
    [
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-pro:generateContent',
      { contents: [{ parts: [{ text: 'Hi' }] }] },
      404,
      'This model models/gemini-1.5-pro is no longer available.',
    ],
    [
      'https://bedrock-runtime.us-east-1.amazonaws.com/model/old/converse',
      { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] },
      404,
      'This model version has reached the end of its life.',
    ],
  ] as const)('differs from an unknown model at %s', async ([url, body, status, words], { chaos }) => {
    chaos.inject(retiredModel())
    const headers = { authorization: 'Bearer test', 'content-type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(words)
  })
})
