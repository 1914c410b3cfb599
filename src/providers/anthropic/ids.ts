import type { Random } from '../../kit.ts'

/** The names that one exchange has on the wire. */
export interface Ids {
  readonly request: string
  readonly message: string
}

/** Draws both at once and in this order, so that neither depends on what is written first, or at all. */
export function drawIds(random: Random): Ids {
  return { request: `req_011${random.id(21)}`, message: `msg_01${random.id(22)}` }
}

/** What proves a thinking block to the API when it is sent back: opaque base64. */
export function drawSignature(random: Random): string {
  return `Eq${random.id(162)}`
}
