import type { Call } from '../../engine/model/call.ts'

/** Returns a processing time for a header, in ms: from 100 to 999, the same for equal calls. */
export function processingTimeOf({ key }: Pick<Call, 'key'>): number {
  return 100 + (Number.parseInt(key.slice(0, 4), 16) % 900)
}
