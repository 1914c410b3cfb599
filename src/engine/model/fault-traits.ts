/** The headings of the fault catalogue, in order. Each fault belongs to one. */
export const families = [
  'Connection',
  'HTTP errors',
  'Latency',
  'Stream',
  'Answer content',
  'Structured output and tools',
  'Model identity',
  'Context',
  'Embeddings',
  'Batches',
  'Tool servers',
  'Tool results',
  'Usage and cost',
  'Outages',
] as const
export type Family = (typeof families)[number]

/** Needs that only a generated answer can satisfy. A fault with one of these ignores vectors and other data. */
export const generationNeeds = {
  generation: 'a generated answer: text or tool calls',
  prose: 'an answer in free text, without an output schema',
  'structured-output': 'an answer in JSON: an output schema or tool arguments',
  tools: 'a call that offers tools',
  'tool-result': 'a conversation that contains a tool result',
  'prompt-injection': 'a prompt injection in the input',
  'system-prompt': 'a system prompt',
  'cached-prompt': 'a prompt that is partly cached',
} as const

/** Needs that only a tool server or an HTTP API can satisfy, as text. A fault with one of these leaves models as they are. */
export const toolServerNeeds = {
  'tool-server': 'a request to a tool server',
  'tool-run': 'a call of a tool: on a tool server, or by a route of an HTTP API',
  'json-result': 'a call of a tool that answers with JSON',
  'tool-list': 'a list of tools from a tool server',
  session: 'a session with a tool server',
  'resumable-stream': 'a stream of a tool server that clients can continue',
  'tool-task': 'a tool that runs as a task',
  process: 'a tool server that is a child process of the app',
} as const

/** The needs of a fault before it can fire, as text. */
export const needs = {
  ...generationNeeds,
  ...toolServerNeeds,
  stream: 'a streamed response',
  vectors: 'a call for embeddings',
  batch: 'a batch of requests',
  'long-input': 'a long message',
  'earlier-calls': 'earlier calls in the same run',
  'concurrent-calls': 'several calls at the same time',
} as const
export type Need = keyof typeof needs

/**
 * The symptoms of a fault that a client can see, as text. Faults with the same symptom look the same to a client, so a search tries one of
 * each first, in this order: the ones that break clients most often are first.
 */
export const symptoms = {
  truncation: 'the response ends too early, without a sign of it',
  'foreign-body': 'a body that is not in the format of the provider',
  empty: 'a success without any content',
  'network-error': 'a network error',
  silence: 'nothing arrives',
  'wrong-tool-call': 'a tool call that the app cannot or must not run',
  'broken-json': 'JSON that cannot be parsed',
  'stream-error': 'an error event in the stream',
  'rate-limit': 'HTTP 429',
  'wrong-structure': 'JSON that does not match its schema',
  'tool-failure': 'a tool call that failed and reports it',
  '5xx': 'HTTP 5xx, or another status that clients retry: 408, 409',
  incomplete: 'a truncated answer, with a finish reason that shows it',
  refusal: 'a model refusal',
  '4xx-permanent': 'an HTTP status that a retry does not fix: 400, 401, 402, 403, 404, 413',
  scrambled: 'text with parts that are lost, repeated, swapped or garbled',
  noise: 'events that are not part of the answer',
  delay: 'a complete response, later than usual',
  'wrong-vectors': 'unusable vectors',
  'wrong-content': 'a well-formed answer that is wrong',
  'wrong-metadata': 'wrong usage, model name or service tier',
  nothing: 'nothing: the outcome of a correct client is the same as without it',
} as const
export type Symptom = keyof typeof symptoms

/** How long a fault lasts in production, as text. */
export const persistences = {
  transient: 'a retry or a wait can succeed',
  permanent: 'no retry helps until someone changes the request, the account, the app or the model',
  sticky: 'it always affects the same requests, conversations, models or hosts, and never others',
} as const
export type Persistence = keyof typeof persistences

/** How often a fault occurs in production, the most frequent first. */
export const frequencies = ['common', 'occasional', 'rare'] as const
export type Frequency = (typeof frequencies)[number]

/** The traits of a fault. The catalogue prints them, and a search uses no other information about a fault. */
export interface FaultTraits {
  /** Its heading in the catalogue. */
  readonly family: Family
  /** The needs before it can fire with its default parameters. Empty if it can fire on any call. */
  readonly needs: readonly Need[]
  /** The symptom for the client. `nothing` is a promise: the outcome of a correct client must not change. */
  readonly shows: Symptom
  /** How long it lasts in production: whether a retry, a wait or only a change helps. */
  readonly persistence: Persistence
  /** How often it occurs in production. */
  readonly frequency: Frequency
}
