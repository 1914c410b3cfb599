import type { Call } from '../engine/model/call.ts'
import { digest } from '../engine/base/hash.ts'
import type { DataPart } from '../engine/model/reply.ts'
import { textsOf } from './embedding.ts'

/** Words that flag a text, by category. */
const words = {
  harassment: /\b(?:idiot|stupid|moron|shut up|loser)\b/i,
  hate: /\b(?:hate (?:all|those)|subhuman|vermin)\b/i,
  illicit: /\b(?:build a bomb|make a bomb|buy drugs|launder)\b/i,
  'self-harm': /\b(?:kill myself|end my life|hurt myself|suicide)\b/i,
  sexual: /\b(?:nude|porn|sexual)\b/i,
  violence: /\b(?:kill|murder|stab|shoot|bomb)\b/i,
} as const

/** Scores a text: from 0 to 1 for each category, above 0.5 if it is flagged. */
export function scoresOf(text: string): Readonly<Record<string, number>> {
  const shade = Number.parseInt(digest(text).slice(0, 4), 16) / 0xffff
  return Object.fromEntries(
    Object.entries(words).map(([category, pattern]) => [
      category,
      Number((pattern.test(text) ? 0.8 + shade / 6 : shade / 1_000).toFixed(6)),
    ]),
  )
}

/** Makes the requested moderation results from words alone: enough for a test to choose whether a text is flagged. */
export function judgmentsFor(call: Call): readonly DataPart[] {
  return textsOf(call).map((text) => ({ type: 'data', text: JSON.stringify(scoresOf(text)) }))
}
