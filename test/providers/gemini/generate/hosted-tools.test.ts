import { describe, expect, it } from 'vitest'
import { clientOf, post } from '../emulated.ts'

const text = 'It comes to Tromsø tomorrow.'
const client = clientOf({ parts: [{ type: 'text', text }] })
const contents = 'When does it come? See https://post.example/track.'
const grounding = {
  webSearchQueries: [contents],
  groundingChunks: [{ web: { uri: 'https://example.com/results/1' } }, { web: { uri: 'https://example.com/results/2' } }],
  groundingSupports: [{ segment: { endIndex: 29, text }, groundingChunkIndices: [0, 1] }],
}
const asked = (...tools: readonly object[]) => ({ model: 'gemini-2.5-flash', contents, config: { tools: [...tools] } })

describe('a tool that runs at Google', () => {
  it('grounds an answer in what its search found', async () => {
    const { candidates } = await client.models.generateContent(asked({ googleSearch: {} }))
    expect(candidates![0]!.groundingMetadata).toMatchObject(grounding)
  })

  it('grounds a stream in its last response', async () => {
    const found: unknown[] = []
    for await (const { candidates } of await client.models.generateContentStream(asked({ googleSearch: {} })))
      found.push(candidates![0]!.groundingMetadata)
    expect(found.at(-1)).toMatchObject(grounding)
    expect(found.slice(0, -1).filter((metadata) => metadata !== undefined)).toEqual([])
  })

  it.each([false, true])('runs code before the answer (stream: %s)', async (stream) => {
    const request = asked({ codeExecution: {} })
    const parts = []
    if (stream)
      for await (const { candidates } of await client.models.generateContentStream(request)) parts.push(...candidates![0]!.content!.parts!)
    else parts.push(...(await client.models.generateContent(request)).candidates![0]!.content!.parts!)
    expect(parts.slice(0, 2)).toEqual([
      { executableCode: { language: 'PYTHON', code: 'print(2 + 2)\n' } },
      { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '4\n' } },
    ])
    expect(
      parts
        .slice(2)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })

  it('reads the pages that the question names', async () => {
    const { candidates } = await client.models.generateContent(asked({ urlContext: {} }))
    expect(candidates![0]!.urlContextMetadata).toEqual({
      urlMetadata: [{ retrievedUrl: 'https://post.example/track', urlRetrievalStatus: 'URL_RETRIEVAL_STATUS_SUCCESS' }],
    })
  })

  it('leaves a call of the app alone', async () => {
    const calling = clientOf({ parts: [{ type: 'tool-call', id: 'c', name: 'track', arguments: '{}' }] })
    const { candidates } = await calling.models.generateContent(asked({ googleSearch: {} }, { codeExecution: {} }))
    expect(candidates![0]).not.toHaveProperty('groundingMetadata')
    expect(candidates![0]!.content!.parts).toHaveLength(1)
  })

  it('is refused in words if it is not emulated', async () => {
    const response = await post({ parts: [] }, { contents: [{ parts: [{ text: 'Hi' }] }], tools: [{ google_maps: {} }] })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain("brownout does not emulate 'googleMaps' in 'tools'")
  })
})
