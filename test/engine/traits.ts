import type { FaultTraits } from '../../src/index.ts'

/** What a fault of a test says of itself, if the test is not about that. */
export const anyTraits: FaultTraits = {
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'rare',
}
