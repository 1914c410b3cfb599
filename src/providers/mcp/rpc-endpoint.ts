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
  type Frame,
  type FrameItem,
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
import { isModern, isProcess, isSse, refusalOf, sessionOf, type Server } from './server.ts'
import { overStream } from './over-stream.ts'
import { speakingRunOf } from './speaking-run.ts'
import { beginningOf, canResume, streamOfCall } from './streams.ts'

/** The delivered part of a reply's content. */
export interface Said {
  readonly reply: Reply
  readonly texts: readonly string[]
  /** The JSON text of the structured part, if there is one. */
  readonly data: string | undefined
}

/** A method of the protocol that clients call. */
export interface RpcMethod {
  readonly method: string
  /** Returns the problem in the parameters, in the protocol's own words. Default: none */
  check?(params: RpcMessage['params'], from: { readonly request: WireRequest; readonly store: ProviderStore }): Problem | undefined
  /** Returns the decoded request, from parameters that can be wrong. Default: access to the server, with the method and the parameters as the text */
  ask?(params: RpcMessage['params'], store: ProviderStore): Partial<Ask>
  answer?(call: Call, context: OwnAnswerContext): OwnAnswer | Promise<OwnAnswer>
  /** The messages before the result, and the waits between them. Default: none */
  before?(exchange: Exchange): Iterable<FrameItem>
  /** The members of the result. Default: none */
  result?(said: Said, exchange: Exchange): object
  /** The response, if it is not made of the members of a result. */
  response?(said: Said, exchange: Exchange): object
  /** Whether it was removed in 2026-07-28. Default: false */
  readonly isLegacy?: boolean
  /** Whether it is new since 2026-07-28. Default: false */
  readonly isModern?: boolean
  /** Whether a request is for it. Default: if the request names its method */
  takes?(request: WireRequest): boolean
}

const documentation = 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http'

/** Makes the endpoint of one method: all of them have the same address, and the body distinguishes them. */
export function rpcEndpoint(
  server: Server,
  {
    method,
    isLegacy = false,
    isModern: isNew = false,
    check,
    ask,
    answer = () => ({ parts: [] }),
    before = () => [],
    result,
    response,
    takes,
  }: RpcMethod,
): Endpoint {
  const endpoint = {
    name: method,
    takes: takes ?? ((request: WireRequest) => asksFor(method)(request) && !(isModern(request) ? isLegacy : isNew)),
    decode(request: WireRequest, store: ProviderStore): Decoded {
      const { params } = messageOf(request)
      const base = operationOn('access-server', { model: '', texts: [`${method} ${canonicalJson(withoutMeta(params))}`] })
      const stream = isSse(server) || isStreamed(server, request)
      const resuming = stream && canResume(server, request) ? { canResume: true as const } : {}
      const asked = { ...base, ...sessionOf(server, request, store), stream, ...resuming, ...ask?.(params, store) }
      const problem = refusalOf(server, request, store) ?? check?.(params, { request, store })
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
  const withMessages = (written: Endpoint): Endpoint => ({
    ...written,
    encode: (beats, exchange) =>
      insertMessages(written.encode(beats, exchange), exchange, [
        beginningOf(streamOfCall(server, exchange), 0, exchange),
        before(exchange),
      ]),
  })
  const written = withMessages(endpointOf(server, endpoint, writing))
  return isSse(server) ? { ...written, encode: (beats, exchange) => overStream(written.encode(beats, exchange), exchange) } : written
}

/** Writes over stdout or over HTTP. */
function endpointOf(
  server: Server,
  endpoint: Pick<Endpoint, 'name' | 'decode'> & Required<Pick<Endpoint, 'takes' | 'answer'>>,
  writing: (exchange: Exchange) => (said: Said) => unknown,
): Endpoint {
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

function isStreamed({ options: { command, responseType = 'stream' } }: Server, { headers }: WireRequest): boolean {
  return command !== undefined || (responseType === 'stream' && (headers.get('accept') ?? '').includes('text/event-stream'))
}

/** Messages follow the head of a stream. A JSON body contains only the result, and waits for it. */
function* insertMessages(
  items: Iterable<FrameItem>,
  { call }: Exchange,
  messages: readonly Iterable<FrameItem>[],
): Generator<FrameItem, void, undefined> {
  if (!call.stream) for (const each of messages) for (const item of each) if (item.type === 'wait') yield item
  for (const item of items) {
    yield item
    if (item.type === 'head' && item.problem === undefined && call.stream) for (const each of messages) yield* each
  }
}

/** The complete content of a reply. */
function saidBy(reply: Reply): Said {
  const texts = reply.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const data = reply.parts.find((part) => part.type === 'data')
  return { reply, texts, data: data?.text }
}

/** The answer in one event, which is sent when the answer is complete. */
function streamOf(server: Server, exchange: Exchange, resultOf: (said: Said) => unknown): StreamEncoder {
  const texts: string[] = []
  const log = streamOfCall(server, exchange)
  let reply: Reply
  let data: string | undefined
  const messageOf = (said: Said): Frame => ({ ...jsonFrame('delta', resultOf(said)), event: 'message' })
  return {
    start(given) {
      reply = given
      log.conclude(() => {
        const said = saidBy(given)
        return { ...messageOf(said), received: said.texts.join('') }
      })
      if (speakingRunOf(exchange.call) === undefined) log.end()
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
    finish: () => [{ ...messageOf({ reply, texts, data }), completes: true, ...log.lastPlace }],
    problem: (problem) => [{ ...jsonFrame('problem', rpcError(problem, exchange, server)), event: 'message' }],
  }
}
