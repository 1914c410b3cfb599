import { operationOn, type Ask, type Beat, type Endpoint, type FrameItem } from '../../kit.ts'
import { silentEndpoint } from './line-endpoint.ts'
import type { Server } from './server.ts'

/** The start of a server's process. It is the first entry in the journal, and fails like a process that cannot start. */
export function spawn({ options: { command = '', args = [] } }: Server): Endpoint {
  const endpoint = silentEndpoint({
    name: 'spawn',
    takes: ({ text }) => text === '',
    decode: () => ({ type: 'ask', ask: asked('start-server', [command, ...args].join(' ')) }),
  })
  return { ...endpoint, method: 'GET', encode: started }
}

/** A process runs as soon as it is started, also if it is not ready for a while. */
function* started(beats: Iterable<Beat>): Generator<FrameItem, void, undefined> {
  let isStarted = false
  for (const beat of beats) {
    const cannotStart = beat.type === 'end' && beat.code === 'ENOENT'
    if (!isStarted && !cannotStart) {
      isStarted = true
      const { problem } = beat.type === 'problem' ? beat : {}
      yield { type: 'head', status: 101, headers: {}, ofMessage: true, ...(problem === undefined ? {} : { problem }) }
    }
    if (beat.type === 'wait' || beat.type === 'end') yield beat
    if (beat.type === 'finish') yield { type: 'frame', role: 'opening', data: '', completes: true }
    if (beat.type === 'end') return
  }
}

/** The events that stop a process: the end of its stdin, or a signal. */
export function exit(): Endpoint {
  return silentEndpoint({
    name: 'exit',
    takes: ({ text }) => text.startsWith('exit '),
    decode: ({ text }) => ({ type: 'ask', ask: asked('stop-server', text) }),
  })
}

function asked(operation: 'start-server' | 'stop-server', text: string): Ask {
  return { ...operationOn('access-server', { model: '', texts: [text] }), operation }
}
