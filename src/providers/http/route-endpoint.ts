import {
  defineEndpoint,
  operationOn,
  type Ask,
  type Decoded,
  type Endpoint,
  type GatheredReply,
  type Reply,
  type WrittenHead,
} from '../../kit.ts'
import type { HttpOptions } from './options.ts'
import { problemOfStatus, problemsOf } from './problem.ts'
import { argumentsText, type Asked, type ServedRoute } from './route.ts'

const json = 'application/json'

/** Makes the endpoint of a route. */
export function routeEndpoint({ name, pattern, read, answer }: ServedRoute, options: Pick<HttpOptions, 'error'>): Endpoint {
  return defineEndpoint({
    name,
    method: pattern.method,
    path: pattern.expression,
    readablePath: pattern.path,
    decode(request): Decoded {
      const asked = read(request)
      const ask = askOf(name, asked)
      if (asked.wrong === undefined) return { type: 'ask', ask }
      return { type: 'problem', problem: { kind: 'bad-request', message: asked.wrong }, ask }
    },
    answer,
    write: () => ({ headers: () => ({}), head: headOf, body: bodyOf, problem: problemsOf(options) }),
  })
}

function askOf(name: string, asked: Asked): Ask {
  return {
    ...operationOn('call-route', { model: name, texts: [] }),
    messages: [{ role: 'assistant', parts: [{ type: 'tool-call', id: '', name, arguments: argumentsText(asked) }] }],
  }
}

function headOf({ response }: Reply): WrittenHead {
  const { status = 200, headers: { 'content-type': textType = json, ...headers } = {} } = response ?? {}
  const problem = problemOfStatus(status)
  return { status, headers, textType, ...(problem === undefined ? {} : { problem }) }
}

function bodyOf({ parts }: GatheredReply): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
