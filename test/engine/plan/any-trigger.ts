import fc, { type Arbitrary } from 'fast-check'
import type { Trigger } from '../../../src/engine/plan/trigger.ts'
import { stickiness } from '../../../src/engine/plan/triggers/rate.ts'
import type { PromptTrigger } from '../../../src/engine/plan/triggers/for-prompt.ts'
import type { Target } from '../../../src/engine/plan/triggers/target.ts'

const count = fc.integer({ min: 1, max: 100 })
const rate = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)
const span = fc.oneof(fc.nat(3_600_000), fc.constantFrom(0.1, 1e-7, 1_500, 7_200_000), fc.double({ min: 0, max: 1e9, noNaN: true }))
const name = fc.oneof(fc.string(), fc.constantFrom('llama3.2:latest', 'model:x', String.raw`a\,b+c`, 'meta/llama-3.1,70b'))
const pattern = fc.oneof(
  name.filter((text) => !text.startsWith('/')),
  fc.constantFrom('gpt-*', '/^gpt-\\d{1,2}/i'),
)

const target: Arbitrary<Target> = fc
  .record({ any: pattern, provider: name, model: pattern, endpoint: name }, { requiredKeys: [] })
  .filter((members) => Object.keys(members).length > 0)

const asking: Arbitrary<PromptTrigger> = fc.oneof(
  fc.record({
    text: fc.oneof(
      name.filter((text) => text !== '' && !text.startsWith('/')),
      fc.constantFrom('/refunds?,/i', 'hash:', 'text:hash:', 'a=b'),
    ),
  }),
  fc.record({ hash: fc.constantFrom('0123456789abcdef', 'ffffffffffffffff') }),
)

/** Any trigger, with every member that there is. Fails to compile if one is missing. */
const members: { readonly [Name in keyof Trigger]-?: Arbitrary<NonNullable<Trigger[Name]>> } = {
  for: fc.array(target, { minLength: 1, maxLength: 3 }),
  inRun: fc.array(count, { minLength: 1, maxLength: 3 }),
  between: fc
    .record({
      from: fc.oneof(
        span,
        span.map((ms) => 0 - ms),
      ),
      to: span,
    })
    .filter(({ from, to }) => to > from),
  wave: fc.record({ on: span, off: span }).filter(({ on, off }) => on + off > 0),
  forPrompt: asking,
  first: count,
  nth: count,
  every: count,
  chance: fc.record({ rate, sticky: fc.constantFrom(...stickiness) }, { requiredKeys: ['rate'] }),
  ramp: fc.record({ from: rate, to: rate, over: span }),
}

/** Whether some call can match the counts. */
function isPossible({ first = Infinity, nth, every = 1 }: Trigger): boolean {
  return (nth ?? every) <= first && (nth ?? every) % every === 0
}

export const anyTrigger: Arbitrary<Trigger> = fc.record(members, { requiredKeys: [] }).filter(isPossible)
