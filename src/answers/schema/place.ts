import type { JsonSchema } from '../../engine/model/call.ts'
import type { BrownoutError } from '../../engine/base/errors.ts'
import type { Effort } from '../../engine/kit/schema/effort.ts'
import type { Random } from '../../engine/base/random.ts'
import type { Mentions } from '../mentions.ts'

/** Where a value stands that is being made. */
export interface Place {
  readonly root: JsonSchema
  readonly random: Random
  /** For messages: `$.order.items[0]`. */
  readonly path: string
  /** The name of the property, from which a plausible value is guessed. */
  readonly name: string
  /** The place in a list, from 0, and 0 outside of one: the second item is the second thing that is mentioned. */
  readonly item: number
  /** What the conversation mentions, from which values are taken if they fit. */
  readonly mentions: Mentions
  readonly depth: number
  /** How many steps a value of a schema takes at least. */
  heightOf(schema: unknown): number
  /** The steps that can still go into it. */
  readonly effort: Effort
  /** How often a value can still come out wrong, in all, and why the last one did. */
  readonly patience: { left: number; last: BrownoutError | undefined }
}
