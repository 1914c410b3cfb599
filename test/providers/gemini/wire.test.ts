import {
  BlockedReason,
  FinishReason,
  HarmCategory,
  HarmProbability,
  MediaModality,
  type GenerateContentResponse,
  type Part,
} from '@google/genai'
import { createParser } from 'eventsource-parser'
import { describe, expect, it } from 'vitest'
import { beatsOf } from '../../../src/engine/run/undisturbed-beats.ts'
import { endAt } from '../../../src/engine/kit/position.ts'
import type { Exchange } from '../../../src/engine/model/provider.ts'
import { randomFrom } from '../../../src/engine/base/random.ts'
import type { Answer } from '../../../src/engine/model/answer.ts'
import type { ReplyPart } from '../../../src/engine/model/reply.ts'
import { generateContent } from '../../../src/providers/gemini/generate/index.ts'
import { post } from './emulated.ts'

const host = 'https://generativelanguage.googleapis.com'
const streamed = `${host}/v1beta/models/gemini-2.5-flash:streamGenerateContent`
const body = { contents: [{ role: 'user', parts: [{ text: 'Where is my parcel?' }] }] }
const thinking = { ...body, generationConfig: { thinkingConfig: { includeThoughts: true } } }
const parts: readonly ReplyPart[] = [
  { type: 'reasoning', text: 'Look up.' },
  { type: 'text', text: 'One moment.' },
  { type: 'tool-call', id: 'a1', name: 'track', arguments: '{"id":7}' },
]
const usage = { inputTokens: 20, outputTokens: 9, reasoningTokens: 3, cachedInputTokens: 5 }

/** The members of a response on the wire, by the SDK's own names and types. */
type Wire = Partial<Pick<GenerateContentResponse, 'candidates' | 'usageMetadata' | 'modelVersion' | 'responseId' | 'promptFeedback'>>

const responseId = expect.stringMatching(/^[A-Za-z0-9]{22}$/) as unknown as string
const thoughtSignature = expect.stringMatching(/^Cq[A-Za-z0-9]{170}$/) as unknown as string
const envelope = { modelVersion: 'gemini-2.5-flash', responseId }
const prompt = { promptTokenCount: 20, cachedContentTokenCount: 5, promptTokensDetails: [{ modality: MediaModality.TEXT, tokenCount: 20 }] }
const whole = { ...prompt, candidatesTokenCount: 6, thoughtsTokenCount: 3, totalTokenCount: 29 }
const call = { functionCall: { id: 'a1', name: 'track', args: { id: 7 } }, thoughtSignature }

function parseEvents(text: string): unknown[] {
  const events: unknown[] = []
  const parser = createParser({ onEvent: ({ data }) => events.push(JSON.parse(data)) })
  parser.feed(text)
  return events
}

async function eventsOf(given: readonly ReplyPart[]): Promise<unknown[]> {
  return parseEvents(await (await post({ parts: given, usage }, thinking, `${streamed}?alt=sse`)).text())
}

const said = (part: Part): Wire => ({
  candidates: [{ content: { parts: [part], role: 'model' }, index: 0 }],
  usageMetadata: { ...prompt, totalTokenCount: 20 },
  ...envelope,
})

const stream: readonly Wire[] = [
  said({ text: 'Look', thought: true }),
  said({ text: ' up.', thought: true }),
  said({ text: 'One' }),
  said({ text: ' moment.' }),
  said(call),
  {
    candidates: [{ content: { parts: [{ text: '' }], role: 'model' }, finishReason: FinishReason.STOP, index: 0 }],
    usageMetadata: whole,
    ...envelope,
  },
]

describe('a body on the wire', () => {
  it('is the response of the API', async () => {
    const expected = {
      candidates: [
        {
          content: { parts: [{ text: 'Look up.', thought: true }, { text: 'One moment.' }, call], role: 'model' },
          finishReason: FinishReason.STOP,
          index: 0,
        },
      ],
      usageMetadata: whole,
      ...envelope,
    } satisfies Wire
    const response = await post({ parts, usage }, thinking)
    expect(await response.json()).toEqual(expected)
  })

  it('has a candidate without parts, and no output tokens, if the reply is empty', async () => {
    const response = await post({ parts: [], usage: { ...usage, outputTokens: 0, reasoningTokens: 0 } }, body)
    expect(await response.json()).toEqual({
      candidates: [{ content: { role: 'model' }, finishReason: 'STOP', index: 0 }],
      usageMetadata: { ...prompt, totalTokenCount: 20 },
      ...envelope,
    })
  })

  it('has no candidates if a filter blocked the prompt', async () => {
    const expected = {
      promptFeedback: {
        blockReason: BlockedReason.SAFETY,
        safetyRatings: [{ category: HarmCategory.HARM_CATEGORY_DANGEROUS_CONTENT, probability: HarmProbability.HIGH }],
      },
      usageMetadata: whole,
      ...envelope,
    } satisfies Wire
    expect(await (await post({ parts: [], finish: 'content-filter', usage }, body)).json()).toEqual(expected)
  })

  it('has the findings of the filter if it stopped the reply', async () => {
    const response = await post({ parts: [{ type: 'text', text: 'One mo' }], finish: 'content-filter', usage }, body)
    expect(await response.json()).toMatchObject({ candidates: [{ finishReason: 'SAFETY', safetyRatings: [{ blocked: true }] }] })
  })

  it.each(['{"id": 7, "carrier": "po', '[7]', 'null', ''])('holds no call whose arguments are %j', async (args) => {
    const response = await post({ parts: [{ type: 'tool-call', id: 'a1', name: 'track', arguments: args }], usage }, body)
    expect(await response.json()).toMatchObject({
      candidates: [{ content: {}, finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: `Malformed function call: track(${args})` }],
    })
  })

  it('reports that the tokens ran out within a call, and keeps the text before it', async () => {
    const cut: readonly ReplyPart[] = [
      { type: 'text', text: 'One moment.' },
      { type: 'tool-call', id: 'a1', name: 'track', arguments: '{"id' },
    ]
    const response = await post({ parts: cut, finish: 'length', usage }, body)
    expect(await response.json()).toMatchObject({
      candidates: [{ content: { parts: [{ text: 'One moment.' }] }, finishReason: 'MAX_TOKENS' }],
    })
  })

  it('has no id in a call that has none', async () => {
    const response = await post({ parts: [{ type: 'tool-call', id: '', name: 'track', arguments: '{}' }], usage }, body)
    expect(await response.json()).toMatchObject({ candidates: [{ content: { parts: [{ functionCall: { name: 'track', args: {} } }] } }] })
  })
})

describe('a body that breaks off within a call', () => {
  const call = { type: 'tool-call', id: 'a1', name: 'track', arguments: '{"city": "Ghent", "street": "Korenmarkt"}' } as const
  const reply = { model: 'm', answeredBy: 'm', parts: [call], finish: 'tool-calls', usage, fingerprint: '', facts: [] } as const
  const exchange = { call: { stream: false, key: '0000' }, random: randomFrom('wire') } as Exchange

  it('ends within its arguments, without a mark that the model made them invalid', () => {
    const beats = beatsOf({ ...reply, pace: { firstToken: 0, perDelta: 0 } })
    const cut = endAt(beats, { afterDeltas: 6 }, () => [{ type: 'end', how: 'close' }])
    const bodies = [...generateContent.encode(cut, exchange)].flatMap((item) => (item.type === 'frame' ? [item.data] : []))
    expect(bodies).toEqual([expect.stringMatching(/"functionCall":\{"id":"a1","name":"track","args":[^}]*city[^}]*$/)])
  })
})

describe('a blocked prompt', () => {
  const blocked = { promptFeedback: { blockReason: BlockedReason.SAFETY } }

  it.each([[[]], [[{ type: 'text', text: '' } as const]]])('has no candidates, streamed or not', async (silent) => {
    const response = await post({ parts: silent, finish: 'content-filter', usage }, body)
    const [event] = parseEvents(await (await post({ parts: silent, finish: 'content-filter', usage }, body, `${streamed}?alt=sse`)).text())
    for (const payload of [await response.json(), event]) {
      expect(payload).toMatchObject(blocked)
      expect(payload).not.toHaveProperty('candidates')
    }
  })
})

describe('a stream on the wire', () => {
  it('ends its lines in CR and LF', async () => {
    const text = await (await post({ parts, usage }, thinking, `${streamed}?alt=sse`)).text()
    expect(text.match(/\r\n\r\n/g)).toHaveLength(stream.length)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('is server-sent events if the query requests them, with the complete call in one, and without a terminal event', async () => {
    expect(await eventsOf(parts)).toEqual(stream)
  })

  it('is one JSON array otherwise', async () => {
    const response = await post({ parts, usage }, thinking, streamed)
    expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8')
    expect(await response.json()).toEqual(stream)
  })

  it('ends without a call whose arguments are broken', async () => {
    const events = await eventsOf([{ type: 'tool-call', id: 'a1', name: 'track', arguments: '{"id' }])
    expect(events).toMatchObject([
      { candidates: [{ content: {}, finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: 'Malformed function call: track({"id)' }] },
    ])
  })

  it('has a candidate without parts in its only event if the reply is empty', async () => {
    expect(await eventsOf([])).toMatchObject([{ candidates: [{ content: { role: 'model' }, finishReason: 'STOP' }] }])
    expect(JSON.stringify(await eventsOf([]))).not.toContain('"parts"')
  })
})

describe('arguments that are streamed', () => {
  const vertexUrl =
    'https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-3-pro:streamGenerateContent?alt=sse'
  const asking = {
    ...body,
    tools: [{ functionDeclarations: [{ name: 'track' }] }],
    toolConfig: { functionCallingConfig: { mode: 'AUTO', streamFunctionCallArguments: true } },
  }

  async function callsOf(written: string, url = vertexUrl): Promise<readonly unknown[]> {
    const given = { parts: [{ type: 'tool-call', id: 'a1', name: 'track', arguments: written } as const], usage }
    const events = parseEvents(await (await post(given, asking, url, { authorization: 'Bearer test' })).text()) as Wire[]
    return events.flatMap(({ candidates }) => candidates?.[0]?.content?.parts?.flatMap(({ functionCall }) => functionCall ?? []) ?? [])
  }

  it('arrive value by value, with their places', async () => {
    expect(await callsOf('{"city": "New Delhi", "days": [1, true], "note": null}')).toEqual([
      { id: 'a1', name: 'track', willContinue: true },
      { partialArgs: [{ jsonPath: '$.city', stringValue: 'New', willContinue: true }], willContinue: true },
      { partialArgs: [{ jsonPath: '$.city', stringValue: ' Delhi' }], willContinue: true },
      { partialArgs: [{ jsonPath: '$.days[0]', numberValue: 1 }], willContinue: true },
      { partialArgs: [{ jsonPath: '$.days[1]', boolValue: true }], willContinue: true },
      { partialArgs: [{ jsonPath: '$.note', nullValue: 'NULL_VALUE' }], willContinue: true },
      {},
    ])
  })

  it('are not there if a call has none', async () => {
    expect(await callsOf('{}')).toEqual([{ id: 'a1', name: 'track' }])
  })

  it('arrive complete from the Gemini API, which cannot stream them', async () => {
    expect(await callsOf('{"id":7}', `${streamed}?alt=sse`)).toEqual([{ id: 'a1', name: 'track', args: { id: 7 } }])
  })
})

describe('an endpoint', () => {
  it('predicts vectors, and nothing of models that make pictures', async () => {
    const vertexModel = 'https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models'
    const instances = { instances: [{ content: 'a' }] }
    const vectors: Answer = { parts: [{ type: 'data', text: '[1,0]' }] }
    expect((await post(vectors, instances, `${vertexModel}/text-embedding-005:predict`)).status).toBe(200)
    await expect(post(vectors, instances, `${vertexModel}/imagen-4.0:predict`)).rejects.toThrow('not this endpoint')
  })

  const vertex = 'publishers/google/models/gemini-2.5-flash:generateContent'
  it.each([
    `${host}/v1/models/gemini-2.5-flash:generateContent`,
    `${host}/v1alpha/models/gemini-2.5-flash:generateContent`,
    `${host}/v1beta/tunedModels/gemini-2.5-flash:generateContent`,
    `https://aiplatform.googleapis.com/v1beta1/${vertex}`,
    `https://aiplatform.googleapis.com/v1/projects/p/locations/global/${vertex}`,
    `https://europe-west1-aiplatform.googleapis.com/v1beta1/projects/p/locations/europe-west1/${vertex}`,
    `https://aiplatform.eu.rep.googleapis.com/v1beta1/projects/p/locations/eu/${vertex}`,
  ])('is found at %s', async (url) => {
    const response = await post({ parts }, body, url)
    expect(await response.json()).toMatchObject({ modelVersion: 'gemini-2.5-flash' })
  })

  it.each([
    ['gpt-4o', 'generateContent'],
    ['no-such-model', 'streamGenerateContent'],
    ['claude-sonnet-5', 'countTokens'],
  ])("has no model that is not Google's: %s", async (model, method) => {
    const response = await post({ parts }, body, `${host}/v1beta/models/${model}:${method}`)
    const said = JSON.stringify(await response.json())
    expect(response.status).toBe(404)
    expect(said).toContain(`models/${model} is not found for API version v1beta, or is not supported for ${method}.`)
  })

  it('takes tuned models, and those of others at Vertex AI', async () => {
    const vertexModel =
      'https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/anthropic/models/claude:generateContent'
    for (const url of [`${host}/v1beta/tunedModels/mine:generateContent`, vertexModel])
      expect((await post({ parts }, body, url)).status).toBe(200)
  })

  it('takes a key in the query, and a token', async () => {
    expect((await post({ parts }, body, `${host}/v1beta/models/gemini-2.5-flash:generateContent?key=test`, {})).status).toBe(200)
    expect((await post({ parts }, body, undefined, { authorization: 'Bearer test' })).status).toBe(200)
  })
})
