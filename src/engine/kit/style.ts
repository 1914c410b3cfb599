import type { Random } from '../base/random.ts'
import { sentencesOf } from './sentences.ts'

const openers = ['Certainly! ', 'Great question. ', 'Of course. ', 'Sure thing! '] as const

/** Rewrites a text in another model's style: another opening, contractions, or fewer sentences. Facts do not change. */
export function inAnotherStyle(text: string, random: Random): string {
  const sentences = sentencesOf(text)
  const isTerse = random.chance(0.5) && sentences.length > 2
  const kept = isTerse ? sentences.slice(0, -1).join('').trimEnd() : text
  const plain = kept.replaceAll(' cannot ', " can't ").replaceAll('You can ', 'You may ').replaceAll(' usually ', ' typically ')
  return `${random.pick(openers)}${plain}`
}
