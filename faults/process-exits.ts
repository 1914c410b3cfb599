import { z } from 'zod'
import { calledTool, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  during: z.enum(['start', 'call']).default('call').describe('at the start, or in a call of a tool, which has run by then'),
  exit: z
    .union([z.int().min(0).max(255), z.enum(['SIGSEGV', 'SIGKILL', 'SIGABRT'])])
    .default(1)
    .describe('the exit code, or the signal'),
})

/**
 * A tool server exits: as soon as it starts, or before it answers a tool call.
 * Reported in: clients that started the server again and ran the tool a second time, and clients that kept the dead process.
 * @example
 * chaos.inject(processExits({ during: 'start', exit: 127 }))
 */
export const processExits: FaultFactory<typeof parameters> = defineFault({
  name: 'process-exits',
  summary: 'the process of a tool server exits',
  family: 'Tool servers',
  needs: ['process'],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://github.com/QwenLM/qwen-code/pull/8387',
    'https://github.com/juspay/neurolink/pull/1610',
    'https://github.com/MoonshotAI/kimi-code/issues/2109',
  ],
  breaks: ['at-most-once', 'reports-tool-failures', 'falls-back'],
  parameters,
  deliver(beats, { call, parameters: { during, exit } }) {
    const isHit = during === 'start' ? call.operation === 'start-server' : call.overStdio === true && calledTool(call) !== undefined
    return isHit ? [{ type: 'end', how: 'reset', code: typeof exit === 'number' ? `EXIT_${exit}` : exit }] : beats
  },
})
