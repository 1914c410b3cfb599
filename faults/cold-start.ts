import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  by: duration.default(20_000).describe('how long it takes to load the model, in ms'),
  idle: duration.default(300_000).describe('after how long without a call the model is unloaded, in ms'),
})

/**
 * The first call after an idle period waits for the model to load, and so do calls that arrive meanwhile.
 * Reported in: Ollama, which unloads a model after five idle minutes, and serverless hosts, whose models take 5 to 60 s to load.
 * @example
 * chaos.inject(coldStart({ by: '20s', idle: '5m' }))
 */
export const coldStart: FaultFactory<typeof parameters> = defineFault({
  name: 'cold-start',
  summary: 'the first call after an idle period waits for the model to load',
  family: 'Latency',
  needs: [],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/ollama/ollama/blob/main/docs/faq.mdx'],
  breaks: ['settles-within', 'abort-propagates'],
  parameters,
  state: (): { warmFrom: number; lastAt: number } => ({ warmFrom: 0, lastAt: -Infinity }),
  deliver(beats, { call, parameters: { by, idle }, state }) {
    if (call.at - state.lastAt >= idle) state.warmFrom = call.at + by
    state.lastAt = Math.max(call.at, state.warmFrom)
    const wait = state.warmFrom - call.at
    return insertAt(beats, { at: 'before-headers' }, () => waitOf(Math.max(0, wait)))
  },
})
