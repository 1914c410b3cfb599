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
 * A plausible value that is valid under a JSON Schema, by seed, with what a conversation mentions where it fits.
 * @throws UnanswerableError if none was found, naming the keyword and the place
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

/** How often a value is made again because what is to be said found no place in it: optional fields come and go. */
const attempts = 8

/** How well a field suits what is to be said, by its name: the less the better; `undefined` if it must not go there. */
export type Suitability = (name: string) => number | undefined

/**
 * The same, with a text said in the field that suits it best; a number that the text is can are in a field for numbers.
 * `undefined` if the schema has no place for it.
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
