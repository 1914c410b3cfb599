import type { Random } from '../../kit.ts'

/** The ids of one exchange: of the reply or the error, and of the trace. */
export interface Ids {
  readonly reply: string
  readonly trace: string
}

/** Draws both at once, in a fixed order, so that neither depends on what is written first. */
export function drawIds(random: Random): Ids {
  const part = (length: number): string => random.id(length, 'hexadecimal')
  const reply = `${part(8)}-${part(4)}-4${part(3)}-${random.pick(['8', '9', 'a', 'b'])}${part(3)}-${part(12)}`
  return { reply, trace: part(32) }
}
