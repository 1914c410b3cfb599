import type { JsonSchema } from '../../engine/model/call.ts'
import { leavesOf, replaced, type Leaf } from '../../engine/kit/json-value.ts'
import type { Random } from '../../engine/base/random.ts'
import { budget } from '../../engine/kit/schema/budget.ts'
import { Effort } from '../../engine/kit/schema/effort.ts'
import { violationOf } from '../../engine/kit/schema/violation.ts'
import { noMentions, type Mentions } from '../mentions.ts'
import { heightsOf } from './height.ts'
import { valueOf } from './value.ts'

/**
 * Makes a plausible value that is valid under a JSON Schema, from a seed, with mentions of a conversation in suitable fields.
 * @throws UnanswerableError if none was found, naming the keyword and the path
 */
export function shaped(schema: JsonSchema, random: Random, mentions: Mentions = noMentions): unknown {
  return valueOf(schema, {
    root: schema,
    random,
    path: '$',
    name: '',
    item: 0,
    mentions,
    depth: 0,
    heightOf: heightsOf(schema),
    effort: new Effort(),
    patience: { left: budget.misses, last: undefined },
  })
}

/** How often a value is made again because no field suits the text: optional fields are drawn each time. */
const attempts = 8

/** How well a field suits a text, based on its name: lower is better; `undefined` if it must not go there. */
export type Suitability = (name: string) => number | undefined

/**
 * Makes a value with a text in the field that suits it best. A text that is a number can go into a number field. `undefined` if the schema
 * has no field for it.
 */
export function shapedSaying(
  schema: JsonSchema,
  random: Random,
  said: string,
  suits: Suitability,
  mentions: Mentions = noMentions,
): unknown {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const value = shaped(schema, random, mentions)
    for (const leaf of placesIn(value, suits)) {
      const saying = replaced(value, leaf.path, typeof leaf.value === 'number' ? Number(said) : said)
      if (violationOf(saying, schema) === undefined) return saying
    }
  }
  return undefined
}

function placesIn(value: unknown, suits: Suitability): readonly Leaf[] {
  const places = leavesOf(value)
    .filter((leaf) => typeof leaf.value === 'string' || typeof leaf.value === 'number')
    .map((leaf) => ({ leaf, rank: suits(leaf.path.findLast((step) => typeof step === 'string') ?? '') }))
  return places
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => a.rank! - b.rank!)
    .map(({ leaf }) => leaf)
}
