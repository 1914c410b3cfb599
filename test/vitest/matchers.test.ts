import OpenAI from 'openai'
import { describe } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'
import { expect, test, withChaos } from '../../src/vitest/index.ts'

async function ask(times: number): Promise<void> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 1, logLevel: 'off' })
  for (let count = 0; count < times; count++)
    await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] }).catch(() => {})
}

/** Any use, as somebody without TypeScript would write it. */
type Loose = Record<string, (...args: unknown[]) => void>
const expecting = (actual: unknown): Loose => expect(actual) as unknown as Loose
const expectingNot = (actual: unknown): Loose => expect(actual).not as unknown as Loose

describe('a matcher, if the journal keeps some calls', () => {
  const testOfFew = withChaos({ keep: 1 })

  testOfFew('reports nothing about a journal that has dropped some', async ({ chaos }) => {
    await ask(1)
    expect(chaos).toHaveCalled(1)
    await ask(1)
    const message = 'toHaveCalled() needs every call, and the journal has dropped 1 call. Raise the option "keep", or remove it'
    expect(() => expecting(chaos)['toHaveCalled']!(1)).toThrow(message)
    expect(() => expectingNot(chaos)['toHaveCalled']!(1)).toThrow(message)
  })
})

describe('a matcher', () => {
  const empty = brownout({ providers: [openai()] })

  test.for([
    ['toHaveFallenBack', { from: 'openai', to: 'anthropic' }],
    ['toHaveRetried', 0],
    ['toHaveWaited', '1s'],
    ['toHaveFired', 'overloaded'],
    ['toHaveAborted', {}],
    ['toHaveReceivedTheTruth', undefined],
  ] as const)('reports nothing about an empty journal: %s', ([name, given]) => {
    const message = `${name}() needs at least one call in the journal: no emulated provider was called.`
    expect(() => expecting(empty.journal)[name]!(given)).toThrow(message)
    expect(() => expectingNot(empty.journal)[name]!(given)).toThrow(message)
  })

  test('counts the calls of an empty journal', () => {
    expect(empty).toHaveCalled(0)
    expect(empty.journal).not.toHaveCalled(1)
  })

  test.for([
    ['toHaveRetried({ time: 7 })', 'toHaveRetried', [{ time: 7 }], 'it has no "time". Did you mean "times"?'],
    ['toHaveRetried("x")', 'toHaveRetried', ['x'], 'toHaveRetried() got "x" as its options: expected an object with times, provider.'],
    ['toHaveFired("overlaoded")', 'toHaveFired', ['overlaoded'], 'no fault has that name. Did you mean "overloaded"?'],
    ['toHaveFired()', 'toHaveFired', [], 'expected a fault by its name or its factory, such as "overloaded" or overloaded.'],
    ['toHaveFired("overloaded", { time: 1 })', 'toHaveFired', ['overloaded', { time: 1 }], 'it has no "time". Did you mean "times"?'],
    ['toHaveFallenBack({ from })', 'toHaveFallenBack', [{ from: 'openai' }], 'toHaveFallenBack() needs the option "to"'],
    ['toHaveFallenBack()', 'toHaveFallenBack', [], 'toHaveFallenBack() got undefined as its options: expected an object with from, to.'],
    ['a slip in toHaveFallenBack', 'toHaveFallenBack', [{ from: 'opnai', to: 'anthropic' }], 'Did you mean "openai"?'],
    ['toHaveCalled("openai")', 'toHaveCalled', ['openai'], 'toHaveCalled() got "openai": expected an integer of at least 0.'],
    ['toHaveCalled()', 'toHaveCalled', [], 'toHaveCalled() got undefined: expected an integer of at least 0.'],
    ['toHaveCalled({})', 'toHaveCalled', [{}], 'toHaveCalled() got {}: expected an integer of at least 0.'],
    ['toHaveCalled(1, { prov })', 'toHaveCalled', [1, { prov: 'openai' }], 'it has no "prov".'],
    ['a slip in toHaveCalled', 'toHaveCalled', [0, { provider: 'opnai' }], 'Did you mean "openai"?'],
    ['toHaveWaited({})', 'toHaveWaited', [{}], 'toHaveWaited() needs the option "atLeast": expected milliseconds as a number'],
    [
      'toHaveWaited(20)',
      'toHaveWaited',
      [20],
      'toHaveWaited() got 20: a number is milliseconds. Expected "20s", or "20ms" if that is meant.',
    ],
    ['toHaveAborted({ prov })', 'toHaveAborted', [{ prov: 'openai' }], 'it has no "prov".'],
  ] as const)('refuses %s, also after .not', async ([, name, given, message], { chaos }) => {
    await ask(1)
    expect(() => expecting(chaos.journal)[name]!(...given)).toThrow(message)
    expect(() => expectingNot(chaos.journal)[name]!(...given)).toThrow(message)
  })

  test('takes the same question after an answer for no retry', async ({ chaos }) => {
    await ask(5)
    expect(chaos.journal).not.toHaveRetried()
    expect(chaos.journal).toHaveRetried(0)
  })

  test('takes a call after a failed one for a retry', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    await ask(2)
    expect(chaos.journal).toHaveRetried(1)
    expect(() => expect(chaos.journal).toHaveRetried(3)).toThrow('Expected the app to have retried 3 times. It has retried once.')
  })

  test('takes a fault by its factory, and by its name only if there is one', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    await ask(1)
    expect(chaos.journal).toHaveFired(overloaded)
    expect(chaos.journal).toHaveFired('overloaded', { times: 1 })
    // @ts-expect-error -- TypeScript knows the names of the catalogue
    expect(() => expect(chaos.journal).toHaveFired('overlaoded')).toThrow('Did you mean "overloaded"?')
  })
})

describe('withChaos', () => {
  test.for([
    [{ provders: [] }, 'withChaos() cannot read its options: it has no "provders". Did you mean "providers"?'],
    [{ time: 'reel' }, 'withChaos() got "reel" as its option "time": expected "virtual" or "real". Did you mean "real"?'],
    [{ clientBehavior: 'fial' }, 'as its option "clientBehavior": expected "warn", "fail" or "ignore". Did you mean "fail"?'],
    [{ handlers: {} }, 'withChaos() got {} as its option "handlers": expected a list'],
    [{ faults: ['x'] }, 'withChaos() got ["x"] as its option "faults": expected a list'],
    [{ pace: { firsToken: 1 } }, 'withChaos(): the pace has no "firsToken". Did you mean "firstToken"?'],
  ] as const)('refuses %j', ([options, message]) => {
    expect(() => withChaos(options as never)).toThrow(message)
  })
})
