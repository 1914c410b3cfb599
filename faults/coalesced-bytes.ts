import { z } from 'zod'
import { defineFault, joined, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  events: z.int().min(2).default(8).describe('the most events that arrive in one read'),
})

/**
 * Several events arrive in one read, as behind a buffering proxy. Events sent at different times stay separate.
 * Reported in: nginx and other proxies, which buffer by default.
 * @example
 * chaos.inject(coalescedBytes({ events: 20 }))
 */
export const coalescedBytes: FaultFactory<typeof parameters> = defineFault({
  name: 'coalesced-bytes',
  summary: 'several events arrive in one read',
  family: 'Stream',
  needs: ['stream'],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering'],
  breaks: ['streamed-equals-final'],
  parameters,
  transport: (items, { parameters: { events } }) => joined(items, events),
})
