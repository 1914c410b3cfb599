import { z } from 'zod'
import {
  commentFrame,
  decodeRequest,
  defineEndpoint,
  defineProvider,
  doneFrame,
  firstIssue,
  jsonFrame,
  jsonReader,
  placeOf,
  problemWriter,
  textPart,
  worded,
  type Exchange,
  type GatheredReply,
  type Problem,
  type ProblemTable,
  type Provider,
  type RequestDecoding,
  type StreamEncoder,
} from '../../../src/kit.ts'

/** A dialect that no provider speaks, written with the kit alone: one endpoint, texts only. */

const courierRequest = z.strictObject({ model: z.string(), prompt: z.string().min(1), stream: z.boolean().optional() })

export const courierDecoding: RequestDecoding<z.output<typeof courierRequest>> = {
  refusal: ({ headers }) => (headers.has('x-courier-key') ? undefined : { kind: 'authentication' }),
  json: jsonReader(() => ({ kind: 'bad-request', message: 'That is not JSON.' })),
  schema: courierRequest,
  misshapen(error) {
    const { issue, path } = firstIssue(error, () => undefined)
    const place = issue.code === 'unrecognized_keys' ? placeOf([...path, issue.keys[0]!]) : placeOf(path)
    return { kind: 'bad-request', message: `Look at ${place}.`, parameter: place }
  },
  check: ({ prompt }) => (prompt.includes('forbidden') ? { kind: 'unprocessable' } : undefined),
  ask: ({ model, prompt, stream = false }) => ({
    model,
    messages: [{ role: 'user', parts: [textPart(prompt)] }],
    tools: [],
    toolChoice: 'none',
    parallelToolCalls: false,
    output: undefined,
    stream,
    reasoning: false,
    maxTokens: undefined,
    streamUsage: true,
  }),
}

export const courierWordings: ProblemTable = {
  'bad-request': { status: 400, message: 'The form is wrong.' },
  'context-length-exceeded': { status: 413, message: ({ call }) => `${call.inputTokens} tokens are too heavy.` },
  authentication: { status: 401, message: 'Who are you?' },
  billing: { status: 402, message: 'Pay first.' },
  permission: { status: 403, message: 'Not for you.' },
  'model-not-found': { status: 404, message: ({ call }) => `No courier is called ${call.model}.` },
  'not-found': { status: 404, message: 'No such street.' },
  conflict: { status: 409, message: 'Another courier is there.' },
  'request-too-large': { status: 413, message: 'Too heavy.' },
  unprocessable: { status: 422, message: 'We do not carry that.' },
  'request-timeout': { status: 408, message: 'You were too slow.' },
  'rate-limit-requests': { status: 429, message: 'Too many parcels.' },
  'rate-limit-tokens': { status: 429, message: 'Too much weight.' },
  'quota-exhausted': { status: 429, message: 'No parcels are left this month.' },
  'server-error': { status: 500, message: 'The van broke down.' },
  'bad-gateway': { status: 502, message: 'The depot is confused.' },
  unavailable: { status: 503, message: 'The depot is closed.' },
  overloaded: { status: 503, message: 'All couriers are out.' },
  'gateway-timeout': { status: 504, message: 'The depot does not answer.' },
}

export function courierError(problem: Problem, exchange: Exchange): unknown {
  return { error: worded(courierWordings, problem, exchange).message, field: problem.parameter ?? null }
}

export function courierBody({ reply, parts, finish }: GatheredReply): unknown {
  return { model: reply.model, text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''), finish }
}

export function courierStream(exchange: Exchange): StreamEncoder {
  return {
    start: (reply) => [jsonFrame('opening', { model: reply.model })],
    open: () => [],
    delta: (text) => [jsonFrame('delta', { text })],
    closePart: () => [],
    ping: () => [commentFrame()],
    finish: (finish) => [{ ...jsonFrame('finish', { finish }), completes: true }, doneFrame],
    problem: (problem) => [jsonFrame('problem', courierError(problem, exchange))],
  }
}

const deliveries = defineEndpoint({
  name: 'deliveries',
  path: '/deliveries',
  documentation: 'https://docs.courier.example/deliveries',
  decode: (request) => decodeRequest(request, courierDecoding),
  write: ({ random }) => {
    const id = random.id(8, 'lowercase')
    return {
      headers: () => ({ 'x-courier-id': id }),
      stream: courierStream,
      body: courierBody,
      problem: problemWriter(courierWordings, { body: courierError }),
    }
  },
})

/** The provider of that dialect. */
export function courier(): Provider {
  return defineProvider({ name: 'courier', baseUrls: ['https://api.courier.example/v1'], endpoints: [deliveries] })
}
