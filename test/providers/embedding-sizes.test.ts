import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyProvider } from '../../src/cli/every-provider.ts'
import { brownout } from '../../src/index.ts'

const chaos = brownout({ seed: 'tuesday', providers: everyProvider() })
let release: () => void
beforeAll(() => void (release = chaos.intercept()))
afterAll(() => release())

const headers = {
  authorization: 'Bearer test',
  'api-key': 'test',
  'x-goog-api-key': 'test',
  'content-type': 'application/json',
  'ai-model-id': 'openai/text-embedding-3-small',
}
const gemini = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-001'
const bedrock = 'https://bedrock-runtime.us-east-1.amazonaws.com/model'
const parts = { content: { parts: [{ text: 'parcel' }] } }

/** A request for vectors to each endpoint that lets an app choose how long they are. */
const requests: readonly (readonly [string, (size: unknown) => unknown])[] = [
  ['https://api.openai.com/v1/embeddings', (dimensions) => ({ model: 'text-embedding-3-small', input: 'parcel', dimensions })],
  ['https://openrouter.ai/api/v1/embeddings', (dimensions) => ({ model: 'openai/text-embedding-3-small', input: 'parcel', dimensions })],
  ['https://ai-gateway.vercel.sh/v1/embeddings', (dimensions) => ({ model: 'openai/text-embedding-3-small', input: 'parcel', dimensions })],
  [
    'https://parcels.openai.azure.com/openai/deployments/e/embeddings?api-version=2024-10-21',
    (dimensions) => ({ input: 'parcel', dimensions }),
  ],
  ['https://api.mistral.ai/v1/embeddings', (size) => ({ model: 'mistral-embed', input: 'parcel', output_dimension: size })],
  [
    'https://api.cohere.com/v2/embed',
    (size) => ({ model: 'embed-v4.0', texts: ['parcel'], input_type: 'search_query', embedding_types: ['float'], output_dimension: size }),
  ],
  [`${gemini}:embedContent`, (size) => ({ ...parts, outputDimensionality: size })],
  [
    `${gemini}:batchEmbedContents`,
    (size) => ({ requests: [{ model: 'models/gemini-embedding-001', ...parts, outputDimensionality: size }] }),
  ],
  [`${bedrock}/amazon.titan-embed-text-v2:0/invoke`, (dimensions) => ({ inputText: 'parcel', dimensions })],
  [`${bedrock}/cohere.embed-v4:0/invoke`, (size) => ({ texts: ['parcel'], input_type: 'search_query', output_dimension: size })],
  ['http://127.0.0.1:11434/v1/embeddings', (dimensions) => ({ model: 'all-minilm', input: 'parcel', dimensions })],
]

async function answered(url: string, body: unknown): Promise<{ readonly status: number; readonly text: string }> {
  chaos.reset()
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await response.text()
  expect(chaos.journal.bugs).toEqual([])
  expect(chaos.journal.unhandled).toEqual([])
  return { status: response.status, text }
}

describe.for(requests)('the length of vectors at %s', ([url, bodyFor]) => {
  it.for([1e9, 1e308, 31.5, -1, 0, 'many'])('cannot be %s', async (size) => {
    const { status, text } = await answered(url, bodyFor(size))
    expect([400, 422]).toContain(status)
    // No provider counts as JavaScript does.
    expect(text).not.toContain('9007199254740991')
  })
})

describe('vectors of Ollama', () => {
  const url = 'http://127.0.0.1:11434/api/embed'
  const embed = (body: unknown) => answered(url, body)

  it.for<[unknown, string]>([
    [{}, 'model is required'],
    [{ model: 'all-minilm', input: 5 }, 'json: cannot unmarshal number into Go struct field EmbedRequest.input of type string'],
    [
      { model: 'all-minilm', input: 'parcel', dimensions: 31.5 },
      'json: cannot unmarshal number into Go struct field EmbedRequest.dimensions of type int',
    ],
    [[], 'json: cannot unmarshal array into Go value of type api.EmbedRequest'],
  ])('are refused for %j', async ([body, error]) => {
    expect(await embed(body)).toEqual({ status: 400, text: JSON.stringify({ error }) })
  })

  it.for([1e9, -1, 0])('have their usual length if the length %i is requested', async (dimensions) => {
    const { status, text } = await embed({ model: 'all-minilm', input: 'parcel', dimensions })
    expect([status, (JSON.parse(text) as { embeddings: number[][] }).embeddings[0]!.length]).toEqual([200, 384])
  })
})

it('an integer is named as such if a text replaces it', async () => {
  const [url, bodyFor] = requests[0]!
  const { text } = await answered(url, bodyFor('8'))
  expect(text).toContain("Invalid type for 'dimensions': expected an integer, but got a string instead.")
})

it('Google names a place once', async () => {
  const { text } = await answered(...([requests[6]![0], requests[6]![1](1e308)] as const))
  expect(JSON.parse(text)).toMatchObject({ error: { message: "Invalid value at 'output_dimensionality' (TYPE_INT32), 1e+308" } })
})
