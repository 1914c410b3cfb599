import { z } from 'zod'
import { calledTool, defineFault, replaceBody, type Beat, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  kind: z
    .enum(['reset', '504', '202', 'end', 'silence'])
    .default('reset')
    .describe('what the client receives instead of the result: a reset, a 504, a 202 without a body, a stream that ends, or silence'),
})

/** What the client receives instead of the result. */
function* lost(beats: Iterable<Beat>, kind: 'reset' | '504' | 'end' | 'silence'): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type === 'wait') yield beat
    if (beat.type !== 'start') continue
    if (kind === '504') yield { type: 'problem', problem: { kind: 'gateway-timeout' } }
    else if (kind !== 'reset') yield* [beat, { type: 'flush', reply: beat.reply } as const]
    yield { type: 'end', how: kind === 'reset' ? 'reset' : kind === 'silence' ? 'hang' : 'close' }
    return
  }
}

/**
 * A tool runs, and its result never arrives. The call looks failed to the client, and a retry runs the tool again.
 * Reported in: a client that ran a tool twice after a reconnect, and calls that never ended after the connection was lost.
 * @example
 * chaos.inject(resultLost({ kind: '504' }).first(1))
 */
export const resultLost: FaultFactory<typeof parameters> = defineFault({
  name: 'result-lost',
  summary: 'a tool runs and its result is lost',
  family: 'Tool servers',
  needs: ['tool-run'],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://github.com/QwenLM/qwen-code/issues/5381',
    'https://github.com/tya5/reyn/pull/2600',
    'https://github.com/anthropics/claude-code/issues/26368',
  ],
  breaks: ['at-most-once', 'settles-within'],
  parameters,
  deliver(beats, { call, parameters: { kind } }) {
    return calledTool(call) === undefined || kind === '202' ? beats : lost(beats, kind)
  },
  frame(items, { call, parameters: { kind } }) {
    return calledTool(call) !== undefined && kind === '202'
      ? replaceBody(items, { status: 202, contentType: 'text/plain', text: '' })
      : items
  },
})
