import type { JsonSchema } from '../../engine/model/call.ts'
import type { BrownoutError } from '../../engine/base/errors.ts'
import type { Effort } from '../../engine/kit/schema/effort.ts'
import type { Random } from '../../engine/base/random.ts'
import type { Mentions } from '../mentions.ts'

/** The place of a value that is being made. */
export interface Place {
  readonly root: JsonSchema
  readonly random: Random
  /** For messages: `$.order.items[0]`. */
  readonly path: string
  /** The name of the property, which suggests a plausible value. */
  readonly name: string
  /** The index in a list, 0 outside of one: the second item is the second thing mentioned. */
  readonly item: number
  /** The mentions of the conversation, for values that fit. */
  readonly mentions: Mentions
  readonly depth: number
  /** The minimum number of steps for a value of a schema. */
  heightOf(schema: unknown): number
  /** The remaining steps. */
  readonly effort: Effort
  /** How many more values can be invalid, and why the last one was. */
  readonly patience: { left: number; last: BrownoutError | undefined }
}
