import type { Endpoint, EndOfServer } from '../../../kit.ts'
import { isObject, messageOf } from '../message.ts'
import { exit, spawn } from '../process.ts'
import { openingSession } from '../lifecycle.ts'
import { rpcEndpoint } from '../rpc-endpoint.ts'
import type { Server } from '../server.ts'
import { clientOfProcess, Session, sessionsIn } from '../sessions.ts'
import { endSession, notifications, refusingStream, unknownMethod } from '../transport.ts'
import { clientMessage, forward, tell } from './forward.ts'
import { asGenuine, responseOf } from './genuine.ts'
import { linkOf, linksIn, newLink, sessionOf } from './link.ts'
import { forwardedCall, forwardedList } from './tools.ts'

/** Methods whose responses faults do not look into, by the names that the journal has for them. */
const methods = [
  'server/discover',
  'ping',
  'logging/setLevel',
  'completion/complete',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'prompts/list',
  'prompts/get',
  'subscriptions/listen',
  'tasks/list',
  'tasks/get',
  'tasks/result',
  'tasks/update',
  'tasks/cancel',
] as const

/** A process whose calls a real server answers. Its command can contain API keys, so the journal has only its name. */
export function forwardedProcess(server: Server): readonly Endpoint[] {
  const { name } = server.options
  return [
    {
      ...spawn({ ...server, options: { name, command: name } }),
      answer(_call, context) {
        linkOf(server, context)
        return { parts: [] }
      },
    },
    {
      ...exit(),
      async answer(_call, context) {
        await linkOf(server, context).end(context.request.text.slice('exit '.length) as EndOfServer)
        return { parts: [] }
      },
    },
    ...methodsOf(server),
  ]
}

/** The endpoints of a server over HTTP that a real server answers for. */
export function forwardedEndpoints(server: Server): readonly Endpoint[] {
  return [
    ...methodsOf(server),
    refusingStream(server),
    {
      ...endSession(server),
      async answer(_call, { request, store }) {
        const links = linksIn(store)
        const link = links.get(sessionOf(request))
        links.delete(sessionOf(request))
        await link?.end('stdin')
        return { parts: [] }
      },
    },
  ]
}

function methodsOf(server: Server): readonly Endpoint[] {
  return [
    initialize(server),
    genuinely(forwardedList(server)),
    genuinely(forwardedCall(server)),
    ...methods.map((method) => genuinely(passedOn(server, method))),
    { ...notifications(server), answer: (_call, context) => tell(linkOf(server, context), context) },
    genuinely(passedOn(server, 'other', ({ type }) => type === 'request')),
    unknownMethod(server),
  ]
}

function passedOn(server: Server, method: string, takes?: (message: ReturnType<typeof messageOf>) => boolean): Endpoint {
  return rpcEndpoint(server, {
    method,
    answer: (call, context) => forward(linkOf(server, context), clientMessage(context.request), call),
    response: responseOf,
    ...(takes === undefined ? {} : { takes: (request) => takes(messageOf(request)) }),
  })
}

function genuinely(endpoint: Endpoint): Endpoint {
  return { ...endpoint, encode: (beats, exchange) => asGenuine(endpoint.encode(beats, exchange), exchange) }
}

/** The beginning of a session: over HTTP each has a connection to the real server of its own. */
function initialize(server: Server): Endpoint {
  const links = new WeakMap<object, ReturnType<typeof linkOf>>()
  const endpoint = rpcEndpoint(server, {
    method: 'initialize',
    async answer(call, context) {
      const { request } = context
      const link = request.connection === undefined ? newLink(server.upstream!, context) : linkOf(server, context)
      links.set(call, link)
      return await forward(link, clientMessage(request), call, ({ message: { result } }) => {
        const client = clientOfProcess(request)
        if (client !== undefined) Object.assign(client, stateIn(result, messageOf(request).params))
        return { answer: { parts: [] }, changed: () => undefined }
      })
    },
    response: responseOf,
  })
  return openingSession(server, genuinely(endpoint), ({ call, request, store }, id) => {
    sessionsIn(store).set(id, Object.assign(new Session(false), stateIn(undefined, messageOf(request).params)))
    linksIn(store).set(id, links.get(call)!)
  })
}

/** The state of the client that the server keeps from now on. */
function stateIn(
  result: unknown,
  { protocolVersion, capabilities }: Readonly<Record<string, unknown>>,
): Pick<Session, 'version' | 'capabilities'> {
  const version = isObject(result) ? result['protocolVersion'] : protocolVersion
  return { version: typeof version === 'string' ? version : undefined, capabilities: isObject(capabilities) ? capabilities : {} }
}
