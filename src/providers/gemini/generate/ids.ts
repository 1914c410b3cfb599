import type { Random } from '../../../kit.ts'

/** The name of a response: 22 letters of base64. */
export function drawResponseId(random: Random): string {
  return random.id(22)
}

/** What proves a model's thoughts to the API when they are sent back: opaque base64. */
export function drawSignature(random: Random): string {
  return `Cq${random.id(170)}`
}
