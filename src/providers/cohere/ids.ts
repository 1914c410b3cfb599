import type { Random } from '../../kit.ts'

/** The names that one exchange has on the wire: of the reply, or of the error; and of its trace. */
export interface Ids {
  readonly reply: string
  readonly trace: string
}

/** Draws both at once and in this order, so that neither depends on what is written first, or at all. */
export function drawIds(random: Random): Ids {
  const part = (length: number): string => random.id(length, 'hexadecimal')
  const reply = `${part(8)}-${part(4)}-4${part(3)}-${random.pick(['8', '9', 'a', 'b'])}${part(3)}-${part(12)}`
  return { reply, trace: part(32) }
}
