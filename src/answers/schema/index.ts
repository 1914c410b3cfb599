import type { JsonSchema } from '../../engine/call.ts'
import type { Random } from '../../engine/random.ts'
import { valueOf } from './value.ts'

/**
 * A plausible value that is valid under a JSON Schema, by seed.
 * @param said a text that is to stand in the first free text field
 * @throws BrownoutError where the schema asks for what this cannot make, naming the keyword and the place
 */
export function shaped(schema: JsonSchema, random: Random, said?: string): unknown {
  const pending = said === undefined ? [] : [said]
  return valueOf(schema, { root: schema, random, path: '$', name: '', depth: 0, say: () => pending.shift() })
}
