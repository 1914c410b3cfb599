import { base64Of } from '../../../kit.ts'
import type { SessionConfig } from './session.ts'

/** How much audio comes with a delta of the transcript, in ms. It is silence: no voice is emulated. */
const duration = 20

const pcm = base64Of(new Uint8Array((24_000 / 1_000) * 2 * duration))
/** G.711 has one byte for a sample, and 0xff and 0xd5 for none in its two laws (ITU-T G.711). */
const g711 = {
  'audio/pcmu': base64Of(new Uint8Array(8 * duration).fill(0xff)),
  'audio/pcma': base64Of(new Uint8Array(8 * duration).fill(0xd5)),
} as const

/** Silence in the format of a session, as base64: 16 bits and 24 kHz, or G.711. */
export function silence({ audio }: SessionConfig): string {
  const type = (audio as { output?: { format?: { type?: string } } } | undefined)?.output?.format?.type
  return type === 'audio/pcmu' || type === 'audio/pcma' ? g711[type] : pcm
}
