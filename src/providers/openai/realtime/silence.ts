import { base64Of } from '../../../kit.ts'
import type { SessionConfig } from './session.ts'

/** The audio per delta of the transcript, in ms. It is silence, since no voice is emulated. */
const duration = 20

const pcm = base64Of(new Uint8Array((24_000 / 1_000) * 2 * duration))
/** G.711 has one byte per sample. Silence is 0xff or 0xd5 in its two laws (ITU-T G.711). */
const g711 = {
  'audio/pcmu': base64Of(new Uint8Array(8 * duration).fill(0xff)),
  'audio/pcma': base64Of(new Uint8Array(8 * duration).fill(0xd5)),
} as const

/** Silence in a session's format, as base64: 16 bits at 24 kHz, or G.711. */
export function silence({ audio }: SessionConfig): string {
  const type = (audio as { output?: { format?: { type?: string } } } | undefined)?.output?.format?.type
  return type === 'audio/pcmu' || type === 'audio/pcma' ? g711[type] : pcm
}
