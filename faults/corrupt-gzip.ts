import { z } from 'zod'
import { defineFault, hasBody, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The header announces gzip, but the body cannot be decompressed.
 * Reported in: clients of proxies that drop or add the content-encoding header. Node's error is "incorrect header check".
 * @example
 * chaos.inject(corruptGzip())
 */
export const corruptGzip: FaultFactory<typeof parameters> = defineFault({
  name: 'corrupt-gzip',
  summary: 'a gzip body cannot be decompressed',
  family: 'Connection',
  needs: [],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://nodejs.org/api/zlib.html'],
  breaks: ['typed-errors', 'errors-identify-cause', 'falls-back'],
  parameters,
  *transport(items) {
    let isApplied = false
    for (const item of items) {
      if (item.type === 'head') isApplied = hasBody(item)
      if (item.type === 'chunk' && isApplied) {
        yield { type: 'end', how: 'reset', code: 'Z_DATA_ERROR' }
        return
      }
      yield item.type === 'head' && isApplied ? { ...item, headers: { ...item.headers, 'content-encoding': 'gzip' } } : item
    }
  },
})
