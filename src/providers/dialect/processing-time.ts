import type { Call } from '../../engine/model/call.ts'

/** How long the provider says that it worked on a call, in ms: between 100 and 999, the same for equal calls. */
export function processingTimeOf({ key }: Pick<Call, 'key'>): number {
  return 100 + (Number.parseInt(key.slice(0, 4), 16) % 900)
}
