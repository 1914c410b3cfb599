import {
  canonicalJson,
  defineEndpoint,
  jsonFrame,
  operationOn,
  serverSentEvent,
  type Ask,
  type Call,
  type Decoded,
  type Endpoint,
  type Exchange,
  type OwnAnswer,
  type OwnAnswerContext,
  type Problem,
  type ProviderStore,
  type Reply,
  type SpokenPart,
  type StreamEncoder,
  type WireRequest,
} from '../../kit.ts'
import { asksFor, messageOf, type RpcMessage } from './message.ts'
import { problemsOf, rpcError } from './problem.ts'
import { resultFields } from './result.ts'
import { lineEndpoint, problemLine } from './line-endpoint.ts'
import { isModern, isProcess, refusalOf, sessionOf, type Server } from './server.ts'

/** What a reply says, as far as it was delivered. */
export interface Said {
  readonly reply: Reply
  readonly texts: readonly string[]
  /** The JSON text of the structured part, if there is one. */
  readonly data: string | undefined
}

/** A method of the protocol that clients ask for. */
export interface RpcMethod {
  readonly method: string
  /** What is wrong with the parameters, in the protocol's own words. Default: nothing */
  check?(params: RpcMessage['params'], request: WireRequest): Problem | undefined
  /** What is asked, of parameters that can be wrong. Default: access to the server, with the method and the parameters as the text */
  ask?(params: RpcMessage['params']): Partial<Ask>
  answer?(call: Call, context: OwnAnswerContext): OwnAnswer | Promise<OwnAnswer>
  /** The members of the result. Default: none */
  result?(said: Said, exchange: Exchange): object
  /** The response, if it is not made of the members of a result. */
  response?(said: Said, exchange: Exchange): object
  /** Whether it has gone since 2026-07-28. Default: false */
  readonly isLegacy?: boolean
  /** Whether a request is for it. Default: if its method is the one that is asked for */
  takes?(request: WireRequest): boolean
}

const documentation = 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http'

/** Makes the endpoint of one method: all of them are at the same address, and the body tells them apart. */
export function rpcEndpoint(
  server: Server,
  { method, isLegacy = false, check, ask, answer = () => ({ parts: [] }), result, response, takes }: RpcMethod,
): Endpoint {
  const endpoint = {
    name: method,
    takes: takes ?? ((request: WireRequest) => asksFor(method)(request) && !(isLegacy && isModern(request))),
    decode(request: WireRequest, store: ProviderStore): Decoded {
      const { params } = messageOf(request)
      const base = operationOn('access-server', { model: '', texts: [`${method} ${canonicalJson(withoutMeta(params))}`] })
      const asked = { ...base, ...sessionOf(server, request), stream: isStreamed(server, request), ...ask?.(params) }
      const problem = refusalOf(server, request, store) ?? check?.(params, request)
      return problem === undefined ? { type: 'ask', ask: asked } : { type: 'problem', problem, ask: asked }
    },
    answer,
  }
  const writing = (exchange: Exchange): ((said: Said) => unknown) => {
    return (said) =>
      response?.(said, exchange) ?? {
        jsonrpc: '2.0',
        id: messageOf(exchange.request).id,
        result: { ...resultFields(server, exchange.request), ...result?.(said, exchange) },
      }
  }
  if (isProcess(server))
    return lineEndpoint({
      ...endpoint,
      write: (exchange) => ({
        stream: () => streamOf(server, exchange, writing(exchange)),
        problem: (problem) => problemLine(problemsOf(server)(problem, exchange)),
      }),
    })
  return defineEndpoint({
    ...endpoint,
    path: '',
    documentation,
    write(exchange) {
      const resultOf = writing(exchange)
      return {
        headers: () => ({}),
        stream: () => streamOf(server, exchange, resultOf),
        body: ({ reply, parts, data }) => resultOf({ reply, texts: parts.flatMap(textOf), data: data[0] }),
        problem: problemsOf(server),
      }
    },
    bytes: serverSentEvent,
  })
}

function withoutMeta({ _meta, ...params }: RpcMessage['params']): RpcMessage['params'] {
  return params
}

function textOf(part: SpokenPart): readonly string[] {
  return part.type === 'text' ? [part.text] : []
}

function isStreamed({ options: { command, answersBy = 'stream' } }: Server, { headers }: WireRequest): boolean {
  return command !== undefined || (answersBy === 'stream' && (headers.get('accept') ?? '').includes('text/event-stream'))
}

/** The answer in one event, which comes when all of it is there. */
function streamOf(server: Server, exchange: Exchange, resultOf: (said: Said) => unknown): StreamEncoder {
  const texts: string[] = []
  let reply: Reply
  let data: string | undefined
  return {
    start(given) {
      reply = given
      return []
    },
    open(part) {
      if (part.type === 'text') texts.push('')
      return []
    },
    delta(text, part) {
      if (part.type === 'text') texts[texts.length - 1] += text
      return []
    },
    closePart: () => [],
    data(text) {
      data = text
      return []
    },
    ping: () => [{ type: 'frame', role: 'ping', data: '', raw: ': ping\n\n' }],
    finish: () => [{ ...jsonFrame('delta', resultOf({ reply, texts, data })), event: 'message', completes: true }],
    problem: (problem) => [{ ...jsonFrame('problem', rpcError(problem, exchange, server)), event: 'message' }],
  }
}
