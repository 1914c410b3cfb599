import type { Random } from '../../../kit.ts'

/** The id of a response: 22 base64 characters. */
export function drawResponseId(random: Random): string {
  return random.id(22)
}

/** The signature with which the API verifies thoughts that are sent back: opaque base64. */
export function drawSignature(random: Random): string {
  return `Cq${random.id(170)}`
}
