import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * All events come, the last one included, and the body stays open behind them. A client that ends with the last event sees nothing
 * of it; one that reads to the end of the body waits for ever.
 * Seen in: https://github.com/EricLBuehler/mistral.rs/issues/1874.
 * @example
 * chaos.inject(openAfterEnd().first(1))
 */
export const openAfterEnd: FaultFactory<typeof parameters> = defineFault({
  name: 'open-after-end',
  summary: 'the body stays open after the last event of the stream',
  family: 'Stream',
  needs: ['stream'],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/EricLBuehler/mistral.rs/issues/1874'],
  breaks: ['settles-within'],
  parameters,
  *deliver(beats, { call }) {
    let isFinished = false
    for (const beat of beats) {
      if (beat.type === 'finish') isFinished = true
      const staysOpen = beat.type === 'end' && beat.how === 'close' && isFinished && call.stream
      yield staysOpen ? { type: 'end', how: 'hang' } : beat
    }
  },
})
