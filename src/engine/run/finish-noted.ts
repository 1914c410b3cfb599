import { Conversion } from '../base/conversion.ts'
import type { Beat } from '../model/beat.ts'
import type { Endpoint } from '../model/provider.ts'
import type { CallRecord } from './call-record.ts'

/** Records in the journal why the reply ends, as far as a client can see it. */
export function finishNoted(beats: Iterable<Beat>, record: CallRecord, endpoint: Endpoint): Iterable<Beat> {
  return new FinishNoted(beats, record, endpoint)
}

class FinishNoted extends Conversion<Beat, Beat> {
  readonly #record: CallRecord
  readonly #endpoint: Endpoint

  constructor(beats: Iterable<Beat>, record: CallRecord, endpoint: Endpoint) {
    super(beats)
    this.#record = record
    this.#endpoint = endpoint
  }

  protected override convert(beat: Beat): readonly Beat[] {
    const { inexpressible = [] } = this.#endpoint
    if (beat.type === 'finish') this.#record.finish = inexpressible.includes(beat.reason) ? 'stop' : beat.reason
    return [beat]
  }
}
