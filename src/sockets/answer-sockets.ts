import type * as Http from 'node:http'
import type * as Module from 'node:module'
import type * as Net from 'node:net'
import type * as Tls from 'node:tls'
import { builtin, Patches } from '../time/patches/patching.ts'
import { destinationOf, type Destination } from './destination.ts'
import { EmulatedHosts, type AnswererOf } from './incoming-answers.ts'

type Connect = (this: unknown, ...args: unknown[]) => Net.Socket

/** The agent methods that choose the connection for a request. */
interface ConnectingAgent {
  createConnection: Connect
  addRequest(this: Http.Agent, request: Http.ClientRequest, options: Http.AgentOptions, ...rest: unknown[]): unknown
}

/** Hosts whose HTTP API uses HTTP/2. A client of another host that supports only HTTP/2 uses gRPC, which is not emulated. */
const speakHttp2 = /\.amazonaws\.com(?::\d+)?$/

/**
 * Answers clients that open their own connections to providers: `node:http`, axios, got, undici with its own Client, Pool or Agent, `ws`,
 * `node:http2`. They get an emulated connection, with a Node server at the far end that reads and writes as a real one would. Has no effect
 * outside of Node.
 * @param answererOf returns the answerer of a request, at the time of the request
 * @returns a function that ends it and every emulated connection
 */
export function answerSockets(answererOf: AnswererOf): () => void {
  const net = builtin<typeof Net>('node:net')
  const tls = builtin<typeof Tls>('node:tls')
  const http = builtin<typeof Http>('node:http')
  if (net === undefined || tls === undefined || http === undefined || 'Bun' in globalThis) return () => {}
  const hosts = new EmulatedHosts(answererOf)
  const patches = new Patches()
  const replace = (target: object, key: string, protocol: 'http:' | 'https:', eventOfConnection: string): void => {
    const connect = Reflect.get(target, key) as Connect
    patches.put(target, key, function (this: unknown, ...args: unknown[]): Net.Socket {
      const destination = destinationOf(protocol, args)
      if (destination === undefined || !isAnswered(destination)) return connect.apply(this, args)
      const socket = hosts.connect(destination.origin, destination.protocol)
      destination.tunnel?.destroy()
      const connected = args.findLast((argument) => typeof argument === 'function')
      if (connected !== undefined) socket.once(eventOfConnection, connected as () => void)
      return socket
    })
  }
  const isAnswered = ({ origin, protocol }: Destination): boolean =>
    (protocol === 'http/1.1' || (protocol === 'h2' && speakHttp2.test(origin))) && answererOf(new URL(origin)) !== undefined
  const agent = http.Agent.prototype as unknown as ConnectingAgent
  replace(tls, 'connect', 'https:', 'secureConnect')
  for (const key of ['connect', 'createConnection'] as const) replace(net, key, 'http:', 'connect')
  replace(agent, 'createConnection', 'http:', 'connect')
  const { addRequest } = agent
  patches.put(
    agent,
    'addRequest',
    function (this: Http.Agent, request: Http.ClientRequest, options: Http.AgentOptions, ...rest: unknown[]): unknown {
      const destination = destinationOf(this === undefined ? 'https:' : protocolOf(this), [options])
      if (destination !== undefined && isAnswered(destination)) dropRealConnections(this, options, hosts)
      return addRequest.call(this, request, options, ...rest)
    },
  )
  const sync = (): void => builtin<typeof Module>('node:module')?.syncBuiltinESMExports()
  sync()
  return () => {
    patches.restore()
    sync()
    hosts.close()
  }
}

function protocolOf(agent: Http.Agent): 'http:' | 'https:' {
  return (agent as Http.Agent & { readonly protocol?: string }).protocol === 'https:' ? 'https:' : 'http:'
}

/** Ends earlier connections that an agent keeps: a request over one of them would reach the real host. */
function dropRealConnections(agent: Http.Agent, options: Http.AgentOptions, hosts: EmulatedHosts): void {
  for (const socket of agent.freeSockets[agent.getName(options)] ?? []) if (!hosts.has(socket)) socket.destroy()
}
