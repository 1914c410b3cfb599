import type { Beat } from '../model/beat.ts'
import type { Endpoint } from '../model/provider.ts'
import type { CallRecord } from './call-record.ts'

/** Records in the journal why the reply ends, as far as a client can see it. */
export function* finishNoted(
  beats: Iterable<Beat>,
  record: CallRecord,
  { inexpressible = [] }: Endpoint,
): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type === 'finish') record.finish = inexpressible.includes(beat.reason) ? 'stop' : beat.reason
    yield beat
  }
}
