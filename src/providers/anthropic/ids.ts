import type { Random } from '../../kit.ts'

/** The ids of one exchange. */
export interface Ids {
  readonly request: string
  readonly message: string
}

/** Draws both at once, in a fixed order, so that neither depends on what is written first. */
export function drawIds(random: Random): Ids {
  return { request: `req_011${random.id(21)}`, message: `msg_01${random.id(22)}` }
}

/** The signature with which the API verifies a thinking block that is sent back: opaque base64. */
export function drawSignature(random: Random): string {
  return `Eq${random.id(162)}`
}
