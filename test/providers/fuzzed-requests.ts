import fc, { type Arbitrary } from 'fast-check'
import type { EndpointName } from '../../src/engine/model/names.ts'
import type { Endpoint, Provider } from '../../src/engine/model/provider.ts'
import { routerOf } from '../../src/gateway/router.ts'

/** A request that its provider answers, to be made nearly right. */
export interface Sample {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

const bearer = { authorization: 'Bearer test' }
const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Where is my parcel?' },
]
const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }
const tool = { type: 'function', function: { name: 'track', description: 'Tracks.', parameters } }
const called = [
  ...messages,
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'abcdefghi', type: 'function', function: { name: 'track', arguments: '{"id":7}' } }],
  },
  { role: 'tool', tool_call_id: 'abcdefghi', content: 'In Lyon.' },
]
const chat = {
  model: 'm',
  messages: called,
  tools: [tool],
  tool_choice: 'auto',
  stream: true,
  max_tokens: 50,
  temperature: 0.5,
  stop: ['x'],
}
const format = { type: 'json_schema', json_schema: { name: 'place', schema: parameters } }
const google = 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash'
const key = { 'x-goog-api-key': 'test' }
const aws = 'https://bedrock-runtime.us-east-1.amazonaws.com/model'
const turns = [{ role: 'user', content: [{ text: 'Where is my parcel?' }] }]
const claude = {
  max_tokens: 100,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Where?' }] }],
  tools: [{ name: 'track', input_schema: parameters }],
}

/** Requests for endpoints of one provider alone, or with more fields than those below. */
const samples: readonly Sample[] = [
  { url: 'https://api.openai.com/v1/chat/completions', headers: bearer, body: chat },
  {
    url: 'https://api.openai.com/v1/chat/completions',
    headers: bearer,
    body: { model: 'm', messages, response_format: format, n: 1, seed: 1 },
  },
  {
    url: 'https://api.openai.com/v1/responses',
    headers: bearer,
    body: {
      model: 'm',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Where?' }] }],
      tools: [{ type: 'function', name: 'track', parameters }],
      text: { format: { type: 'json_schema', name: 'place', schema: parameters } },
      reasoning: { effort: 'low', summary: 'auto' },
      max_output_tokens: 100,
      instructions: 'Be brief.',
    },
  },
  {
    url: 'https://api.openai.com/v1/embeddings',
    headers: bearer,
    body: { model: 'm', input: ['a', 'b'], dimensions: 8, encoding_format: 'base64' },
  },
  { url: 'https://api.openai.com/v1/moderations', headers: bearer, body: { model: 'm', input: [{ type: 'text', text: 'a' }] } },
  {
    url: 'https://api.anthropic.com/v1/messages',
    headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: { model: 'm', system: 'Be brief.', ...claude },
  },
  {
    url: 'https://api.anthropic.com/v1/messages/count_tokens',
    headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: { model: 'm', ...claude },
  },
  {
    url: `${google}:generateContent`,
    headers: key,
    body: {
      contents: [{ role: 'user', parts: [{ text: 'Where?' }] }],
      tools: [{ functionDeclarations: [{ name: 'track', parameters: { type: 'OBJECT', properties: { id: { type: 'INTEGER' } } } }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['track'] } },
      generationConfig: { maxOutputTokens: 50, stopSequences: ['x'], thinkingConfig: { includeThoughts: true } },
    },
  },
  {
    url: `${google}:streamGenerateContent?alt=sse`,
    headers: key,
    body: {
      contents: [{ parts: [{ text: 'a' }] }],
      generationConfig: { responseMimeType: 'application/json', responseSchema: { type: 'STRING' } },
    },
  },
  { url: `${google}:countTokens`, headers: key, body: { contents: [{ parts: [{ text: 'a' }] }] } },
  { url: `${google}:embedContent`, headers: key, body: { content: { parts: [{ text: 'a' }] }, outputDimensionality: 8 } },
  {
    url: `${google}:batchEmbedContents`,
    headers: key,
    body: { requests: [{ content: { parts: [{ text: 'a' }] }, outputDimensionality: 8 }] },
  },
  {
    url: 'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/text-embedding-005:predict',
    headers: bearer,
    body: { instances: [{ content: 'a', task_type: 'RETRIEVAL_QUERY' }], parameters: { outputDimensionality: 8 } },
  },
  { url: 'https://acme.openai.azure.com/openai/deployments/m/chat/completions?api-version=1', headers: { 'api-key': 'k' }, body: chat },
  {
    url: `${aws}/m/converse`,
    headers: bearer,
    body: {
      messages: turns,
      system: [{ text: 'Be brief.' }],
      inferenceConfig: { maxTokens: 9, stopSequences: ['x'] },
      toolConfig: { tools: [{ toolSpec: { name: 'track', inputSchema: { json: parameters } } }], toolChoice: { any: {} } },
    },
  },
  {
    url: `${aws}/m/converse-stream`,
    headers: bearer,
    body: { messages: turns, additionalModelRequestFields: { thinking: { type: 'enabled' } } },
  },
  { url: `${aws}/anthropic.claude/invoke`, headers: bearer, body: { anthropic_version: 'bedrock-2023-05-31', ...claude } },
  { url: `${aws}/amazon.titan-embed-text-v2/invoke`, headers: bearer, body: { inputText: 'a', dimensions: 256 } },
  {
    url: `${aws}/cohere.embed-v4/invoke`,
    headers: bearer,
    body: { texts: ['a'], input_type: 'search_query', output_dimension: 256, embedding_types: ['float'] },
  },
  { url: `${aws}/m/count-tokens`, headers: bearer, body: { input: { converse: { messages: turns } } } },
  { url: 'https://api.mistral.ai/v1/chat/completions', headers: bearer, body: { ...chat, response_format: format, stream: false } },
  { url: 'https://api.mistral.ai/v1/embeddings', headers: bearer, body: { model: 'mistral-embed', input: ['a'], output_dimension: 8 } },
  {
    url: 'https://api.cohere.com/v2/chat',
    headers: bearer,
    body: {
      model: 'm',
      messages: called,
      tools: [tool],
      documents: [{ data: { a: 'b' } }],
      thinking: { type: 'enabled' },
      stop_sequences: ['x'],
    },
  },
  {
    url: 'https://api.cohere.com/v2/embed',
    headers: bearer,
    body: { model: 'm', texts: ['a'], input_type: 'search_query', embedding_types: ['float', 'binary'], output_dimension: 256 },
  },
  {
    url: 'http://127.0.0.1:11434/api/chat',
    headers: {},
    body: { model: 'm', messages, tools: [tool], stream: false, think: true, options: { num_predict: 5, stop: ['x'] }, format: parameters },
  },
  {
    url: 'http://127.0.0.1:11434/api/generate',
    headers: {},
    body: { model: 'm', prompt: 'a', context: [1, 2], images: ['a'], stream: false },
  },
  { url: 'http://127.0.0.1:11434/api/embed', headers: {}, body: { model: 'all-minilm', input: ['a'], dimensions: 8 } },
  {
    url: 'https://api.cohere.com/v1/chat',
    headers: bearer,
    body: {
      message: 'Where?',
      preamble: 'Be brief.',
      chat_history: [
        { role: 'CHATBOT', message: '', tool_calls: [{ name: 'track', parameters: { id: 7 } }] },
        { role: 'TOOL', tool_results: [{ call: { name: 'track', parameters: { id: 7 } }, outputs: [{ place: 'Lyon' }] }] },
      ],
      tools: [{ name: 'track', description: 'Tracks.', parameter_definitions: { id: { type: 'int', required: true } } }],
      stream: true,
    },
  },
  { url: 'https://api.cohere.com/v1/embed', headers: bearer, body: { texts: ['a'], model: 'm', embedding_types: ['int8'] } },
  { url: 'https://api.cohere.com/v1/generate', headers: bearer, body: { prompt: 'a', max_tokens: 5, num_generations: 2 } },
  { url: 'https://api.cohere.com/v2/rerank', headers: bearer, body: { model: 'm', query: 'a', documents: ['a', { text: 'b' }], top_n: 1 } },
  { url: 'http://127.0.0.1:11434/api/show', headers: {}, body: { model: 'm', verbose: true } },
  { url: 'http://127.0.0.1:11434/api/embeddings', headers: {}, body: { model: 'm', prompt: 'a' } },
  { url: 'http://127.0.0.1:11434/v1/chat/completions', headers: {}, body: chat },
  { url: 'https://generativelanguage.googleapis.com/v1beta/openai/chat/completions', headers: bearer, body: chat },
  {
    url: 'https://api.openai.com/v1/completions',
    headers: bearer,
    body: { model: 'm', prompt: ['a'], stream: true, stop: ['x'], suffix: 'b', stream_options: { include_usage: true } },
  },
  {
    url: 'https://api.openai.com/v1/responses/compact',
    headers: bearer,
    body: {
      model: 'm',
      input: [
        { role: 'user', content: 'a' },
        { type: 'compaction', encrypted_content: 'YQ==' },
      ],
      instructions: 'b',
    },
  },
  {
    url: 'https://api.mistral.ai/v1/batch/jobs',
    headers: bearer,
    body: {
      requests: [{ custom_id: 'a', body: { messages } }],
      endpoint: '/v1/chat/completions',
      model: 'm',
      metadata: { a: 'b' },
      timeout_hours: 2,
    },
  },
  {
    url: 'https://ai-gateway.vercel.sh/v4/ai/language-model',
    headers: { ...bearer, 'ai-language-model-id': 'openai/gpt-4o', 'ai-language-model-streaming': 'true' },
    body: {
      prompt: [
        { role: 'system', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Where?' },
            { type: 'file', data: { type: 'url', url: 'https://a.b' }, mediaType: 'image/png' },
          ],
        },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'track', input: { id: 7 } }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'track', output: { type: 'json', value: { a: 1 } } }] },
      ],
      tools: [{ type: 'function', name: 'track', inputSchema: parameters }],
      toolChoice: { type: 'auto' },
      responseFormat: { type: 'json', schema: parameters },
      maxOutputTokens: 50,
      stopSequences: ['x'],
      providerOptions: { openai: { reasoningSummary: 'auto' } },
    },
  },
  {
    url: 'https://ai-gateway.vercel.sh/v4/ai/embedding-model',
    headers: { ...bearer, 'ai-model-id': 'm' },
    body: { values: ['a', 'b'], dimensions: 8 },
  },
  { url: 'https://openrouter.ai/api/v1/chat/completions', headers: bearer, body: { ...chat, reasoning: { effort: 'low' } } },
]

/** The body of a request, for every endpoint of a name that has no sample of its own. */
const bodies: Readonly<Partial<Record<EndpointName, unknown>>> = {
  'chat.completions': chat,
  completions: { model: 'm', prompt: 'a', stop: ['x'] },
  embeddings: { model: 'm', input: ['a', 'b'] },
  moderations: { model: 'm', input: 'a' },
  responses: { model: 'm', input: 'Where?', tools: [{ type: 'function', name: 'track', parameters }], stream: true },
  'responses.input_tokens': { model: 'm', input: [{ role: 'user', content: 'a' }] },
  'responses.compact': { model: 'm', input: 'a' },
  conversations: { items: [{ role: 'user', content: 'a' }], metadata: { a: 'b' } },
  'conversations.items': { items: [{ type: 'message', role: 'user', content: 'a' }] },
  batches: { input_file_id: 'file-1', endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { a: 'b' } },
  'messages.batches': { requests: [{ custom_id: 'a', params: { model: 'm', ...claude } }] },
  messages: { model: 'm', ...claude },
  'messages.count_tokens': { model: 'm', ...claude },
  invoke: { anthropic_version: 'bedrock-2023-05-31', ...claude },
  chat: { model: 'm', messages },
  embed: { model: 'm', texts: ['a'], input_type: 'search_query' },
  rerank: { model: 'm', query: 'a', documents: ['a'] },
}

/** A line of a file for a batch. */
export const batchLine = { custom_id: 'a', method: 'POST', url: '/v1/chat/completions', body: { ...chat, stream: false } }

const named: Readonly<Record<string, string>> = {
  '{Anthropic model}': 'anthropic.claude-sonnet-4',
  '{embedding model}': 'amazon.titan-embed-text-v2',
  '{model}': 'gemini-2.5-flash',
}

const keys = { ...bearer, 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'api-key': 'k', ...key }

/** An endpoint of a provider, and the requests that it answers. */
export interface Target {
  readonly provider: string
  readonly endpoint: Endpoint
  readonly samples: readonly Sample[]
}

/** Every endpoint of every provider, each with a request at least. */
export async function targetsOf(providers: readonly Provider[]): Promise<readonly Target[]> {
  const router = routerOf(providers)
  await router.load()
  const own = samples.map((sample) => ({ sample, route: router.find('POST', new URL(sample.url)) }))
  const targets: Target[] = []
  for (const provider of providers) {
    const base = provider.baseUrls[0]!.replaceAll('*', 'parcels')
    for (const endpoint of await provider.endpoints()) {
      // What is spoken over a WebSocket takes no request.
      if (endpoint.receive !== undefined) continue
      const path = (endpoint.readablePath ?? String(endpoint.path)).replaceAll(/\{[\w ]+\}/g, (name) => named[name] ?? 'x1')
      const body = endpoint.method === 'POST' ? (bodies[endpoint.name as EndpointName] ?? {}) : undefined
      const found = own.flatMap(({ sample, route }) => (route.type === 'endpoint' && route.endpoint === endpoint ? [sample] : []))
      const usual = { url: `${base}${path}`, headers: keys, body }
      targets.push({ provider: provider.name, endpoint, samples: found.length === 0 ? [usual] : found })
    }
  }
  return targets
}

/** Any small JSON. Names of members of every object are omitted, since some packages freeze those, and fast-check assigns them. */
const anyJson: Arbitrary<unknown> = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.string().filter((name) => !(name in Object.prototype)),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
})).value

/** Values that a careless client might send instead of any other. */
const careless: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -1,
    1.5,
    1e9,
    1e21,
    [],
    {},
    [null],
    [[]],
    { type: 'x' },
    '🙂',
    '\u0000',
    'toString',
    '__proto__',
  ),
  anyJson,
)

/** Places of all values in a JSON value, its own included. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, Array.isArray(value) ? Number(name) : name])),
  ]
}

function withValue(value: unknown, [step, ...rest]: readonly (string | number)[], change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value)
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withValue(item, rest, change) : item))
  const members = value as Record<string, unknown>
  return { ...members, [step]: withValue(members[step], rest, change) }
}

/** JSON in which one or two values are others, or missing; or any JSON, or any bytes. */
export function nearly(body: unknown): Arbitrary<string> {
  const change = fc.record({ place: fc.constantFrom(...placesIn(body)), value: fc.option(careless, { nil: undefined }) })
  const near = fc.array(change, { minLength: 0, maxLength: 2 }).map((changes) => {
    let changed: unknown = body
    for (const { place, value } of changes) {
      try {
        changed = withValue(changed, place, () => value)
      } catch {
        // An earlier change has taken the place away.
      }
    }
    return JSON.stringify(changed) ?? ''
  })
  return fc.oneof(
    { arbitrary: near, weight: 8 },
    { arbitrary: anyJson.map((value) => JSON.stringify(value)), weight: 1 },
    { arbitrary: fc.string({ unit: 'binary' }), weight: 1 },
  )
}

/** Texts that a careless client might have in a path or a query. */
const inUrl = fc.oneof(
  fc.constantFrom('', '%', '%zz', '..', 'a/b', '%00', 'toString', '🙂', '-1', '1e9'),
  fc.string({ maxLength: 8 }).map(encodeURIComponent),
)

/** A request that is about to be sent. */
export interface FuzzedRequest {
  readonly provider: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly text?: string
}

/** A URL with other names in it, and unusual queries. */
function withOtherNames(url: string, text: string | undefined, query: string | undefined): string {
  const named = text === undefined ? url : url.replaceAll('x1', text)
  return query === undefined ? named : `${named}${named.includes('?') ? '&' : '?'}limit=${query}&after=${query}`
}

/** A request to one of the targets. */
export function fuzzedRequest(targets: readonly Target[]): Arbitrary<FuzzedRequest> {
  return fc.constantFrom(...targets).chain(({ provider, endpoint: { method }, samples: requests }) =>
    fc.constantFrom(...requests).chain(({ url, headers, body }) =>
      fc
        .record({
          text: body === undefined ? fc.constant(undefined) : nearly(body),
          name: fc.option(inUrl, { nil: undefined }),
          query: fc.option(inUrl, { nil: undefined, freq: 4 }),
        })
        .map(({ text, name, query }) => ({
          provider,
          method,
          url: withOtherNames(url, name, query),
          headers,
          ...(text === undefined ? {} : { text }),
        })),
    ),
  )
}
