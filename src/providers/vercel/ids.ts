import type { Random } from '../../kit.ts'

/** The ids of one exchange: of the generation, and of the request at Vercel's edge. */
export interface Ids {
  readonly generation: string
  readonly request: string
}

/** The digits of a ULID (https://github.com/ulid/spec). */
const digits = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']

/**
 * Draws both at once, in a fixed order, so that neither depends on what is written first. A generation is `gen_` and a ULID
 * (@ai-sdk/gateway, src/gateway-generation-info.ts).
 */
export function drawIds(random: Random): Ids {
  return {
    generation: `gen_01${Array.from({ length: 24 }, () => random.pick(digits)).join('')}`,
    request: `fra1::iad1::${random.id(5, 'lowercase')}-${random.integer(1_700_000_000_000, 1_799_999_999_999)}-${random.id(12, 'hexadecimal')}`,
  }
}
