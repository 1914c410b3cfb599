import type { Exchange } from '../../engine/model/provider.ts'
import type { StreamEncoder, Writer } from './encoding.ts'

/** A writer for what never is a stream. */
export function unstreamed(writer: Omit<Writer, 'stream' | 'streamType'>): Writer {
  return {
    ...writer,
    stream(exchange: Exchange): StreamEncoder {
      throw new Error(`${exchange.call.endpoint} has no streams, and was asked for one.`)
    },
  }
}
