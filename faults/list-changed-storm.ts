import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  count: z.int().positive().default(200).describe('how many times the server sends tools/list_changed'),
})

/**
 * A tool server sends `tools/list_changed` many times as soon as a client listens, although nothing has changed.
 * Reported in: a server that sent it three times a second, and clients that listed all tools again after each one.
 * @example
 * chaos.inject(listChangedStorm({ count: 50 }))
 */
export const listChangedStorm: FaultFactory<typeof parameters> = defineFault({
  name: 'list-changed-storm',
  summary: 'a tool server announces repeatedly that its tools have changed',
  family: 'Tool servers',
  needs: ['session'],
  shows: 'nothing',
  persistence: 'permanent',
  frequency: 'rare',
  sources: [
    'https://github.com/browseros-ai/BrowserOS/issues/1005',
    'https://github.com/microsoft/aspire/pull/14494',
    'https://github.com/apache/maka/pull/2989',
  ],
  breaks: ['retries-at-most', 'loops-at-most'],
  parameters,
  answer: (reply, { call, parameters: { count } }) =>
    call.listens === true && call.resumes !== true ? { ...reply, listChanges: count } : reply,
})
