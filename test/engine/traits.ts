import type { FaultTraits } from '../../src/index.ts'

/** The description of a fault of a test, if the test is not about that. */
export const anyTraits: FaultTraits = {
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'rare',
}
