import {
  defineSocketEndpoint,
  jsonFrame,
  type Endpoint,
  type Exchange,
  type Frame,
  type MessageWriter,
  type Opening,
  type ReceivedMessage,
  type StreamEncoder,
  type WrittenProblem,
} from '../../kit.ts'
import { messageOf } from './message.ts'

const documentation = 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio'

/** An endpoint of a process: it reads one message in each line of stdin, and writes one in each line of stdout. */
export interface LineEndpoint extends Pick<Endpoint, 'name' | 'takes' | 'decode' | 'answer'> {
  write(exchange: Exchange): MessageWriter
}

/** Defines an endpoint over stdin and stdout. */
export function lineEndpoint({ takes, answer, ...definition }: LineEndpoint): Endpoint {
  return {
    ...defineSocketEndpoint({ ...definition, path: '', documentation, receive, open: opening }),
    ...(takes === undefined ? {} : { takes }),
    ...(answer === undefined ? {} : { answer }),
    method: 'POST',
    bytes: lineOf,
  }
}

/** Defines an endpoint of a process that takes a line and writes none. */
export function silentEndpoint(definition: Pick<LineEndpoint, 'name' | 'takes' | 'decode'>): Endpoint {
  return lineEndpoint({
    ...definition,
    answer: () => ({ parts: [] }),
    write: () => ({ stream: () => silence, problem: () => ({ status: 200, frames: [] }) }),
  })
}

/** The line that reports a failure. */
export function problemLine({ status, body, received }: WrittenProblem): ReturnType<MessageWriter['problem']> {
  return { status, frames: [{ ...jsonFrame('problem', body), ...(received === undefined ? {} : { received }) }] }
}

const nothing = (): readonly Frame[] => []

const silence: StreamEncoder = {
  start: nothing,
  open: nothing,
  delta: nothing,
  closePart: nothing,
  ping: nothing,
  finish: () => [{ type: 'frame', role: 'opening', data: '', completes: true }],
  problem: nothing,
}

/** A process writes nothing before it has read a message. */
function opening(): Opening {
  return { headers: () => ({}), problem: () => ({ status: 200, body: undefined }), frames: nothing }
}

/** Messages are answered side by side. A notice that one is no longer wanted ends its answer. */
function receive(line: string): ReceivedMessage {
  if (line.trim() === '') return {}
  const { type, id, method, params } = messageOf({ text: line })
  const call = { call: line, lane: type === 'request' ? laneOf(id) : method }
  return method === 'notifications/cancelled' ? { ...call, cancels: { lane: laneOf(params['requestId']) } } : call
}

function laneOf(id: unknown): string {
  return `request ${JSON.stringify(id)}`
}

function lineOf({ raw, role, data }: Frame): string {
  return raw ?? (role === 'ping' || data === '' ? '' : `${data}\n`)
}
