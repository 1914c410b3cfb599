import { afterAll, describe, expect, it } from 'vitest'
import { emptyBody, promptInjectionObeyed, overloaded, stalledStream, wrongContentType } from '../../faults/index.ts'
import { anthropic, azure, brownout, BrownoutError, openai, virtualTime } from '../../src/index.ts'
import { mcp } from '../../src/providers/mcp/index.ts'
import { faultsOf, scenario, survives } from '../../src/property/index.ts'

describe('providers that cannot be set up', () => {
  it('are factories that were not called', () => {
    expect(() => brownout({ providers: [openai as never] })).toThrow(
      'Cannot set up the function openai as a provider: call it, as in openai().',
    )
  })

  it('share a name or an address', () => {
    expect(() => brownout({ providers: [openai(), openai()] })).toThrow('Cannot set up two providers named "openai"')
    expect(() => brownout({ providers: [openai(), openai({ name: 'other' })] })).toThrow(
      'Cannot set up "openai" and "other" both at https://api.openai.com/v1.',
    )
  })
})

describe('what cannot be injected', () => {
  it('is a factory that was not called, by the name of its fault', () => {
    expect(() => brownout({ providers: [openai()] }).inject(overloaded as never)).toThrow(
      'Cannot inject "overloaded": expected an injection',
    )
  })
})

describe('an injection that could never match', () => {
  const chaos = brownout({ seed: 1, providers: [openai()] })
  const wrong = overloaded().for('opnai')
  const release = chaos.intercept()
  afterAll(release)

  it.each<[string, () => unknown]>([
    ['inject', async () => chaos.inject(wrong)],
    ['survives', () => survives(chaos, () => 1, { faults: faultsOf(wrong) })],
    [
      'scenario',
      () =>
        scenario(
          chaos,
          () => 1,
          ({ run }) => run({ inject: [wrong] }),
        ),
    ],
    ['replay', async () => brownout({ providers: [openai()], replay: [wrong] })],
  ])('is refused by %s', async (_, use) => {
    await expect(use()).rejects.toThrow('Cannot inject "overloaded" for "opnai": no such provider or endpoint here. Did you mean "openai"?')
  })
})

describe('an injection next to a tool server', () => {
  const shop = { name: 'shop', url: 'https://shop.example/mcp' }
  const withTools = brownout({ providers: [openai(), mcp({ ...shop, tools: { order: {}, open: {} } })] })
  const forwarded = brownout({ providers: [openai(), mcp({ ...shop, upstream: true })] })

  it.each(['order', 'open', 'shop', 'tools/call'])('can be for %s, even if it is near to another name', (name) => {
    expect(() => withTools.inject(overloaded().for(name))).not.toThrow()
  })

  it.each([
    ['opnai', 'openai'],
    ['shopp', 'shop'],
    ['ordr', 'order'],
  ])('cannot be for %s', (slip, meant) => {
    expect(() => withTools.inject(overloaded().for(slip))).toThrow(`Did you mean "${meant}"?`)
    expect(() => withTools.inject(overloaded().for({ model: slip }))).not.toThrow()
  })

  it('can be for any tool of a real server, but not for a misspelled provider', () => {
    for (const tool of ['ship', 'file', 'message']) expect(() => forwarded.inject(overloaded().for(tool))).not.toThrow()
    expect(() => forwarded.inject(overloaded().for('opnai'))).toThrow(
      `Did you mean "openai"? A model or a tool of this name is .for({ model: 'opnai' }).`,
    )
  })
})

describe('parameters that would fail when the fault fires', () => {
  it.each<[string, () => unknown, string]>([
    [
      'an invalid regular expression',
      () => promptInjectionObeyed({ instructions: '(' }),
      '"instructions" is "(": expected the source of a regular expression',
    ],
    ['a header with a line break', () => wrongContentType({ contentType: 'text/html\nx: y' }), 'expected the value of a header'],
    ['a header with letters that none can hold', () => emptyBody({ contentType: 'テキスト' }), 'expected the value of a header'],
    ['a BigInt', () => stalledStream({ duration: 5n as never }), '"duration" is 5'],
    ['a BigInt in a trigger', () => overloaded().for(5n as never), 'Cannot inject "overloaded" for 5.'],
  ])('are refused at once: %s', (_, make, message) => {
    expect(make).toThrow(BrownoutError)
    expect(make).toThrow(message)
  })
})

describe('wrong options', () => {
  const wrong: readonly (readonly [usage: string, use: () => unknown, message: string])[] = [
    ['brownout()', () => brownout(undefined as never), 'brownout() got undefined as its options: expected an object with seed, providers'],
    [
      'brownout({ provider })',
      () => brownout({ provider: openai() } as never),
      'brownout() cannot read its options: it has no "provider". Did you mean "providers"?',
    ],
    [
      'brownout({})',
      () => brownout({} as never),
      'brownout() needs the option "providers": expected a list, such as [openai(), anthropic()].',
    ],
    [
      'providers: openai()',
      () => brownout({ providers: openai() as never }),
      'as its option "providers": expected a list, such as [openai()',
    ],
    [
      "providers: ['openai']",
      () => brownout({ providers: ['openai' as never] }),
      'Cannot set up "openai" as a provider: expected one such as openai() or anthropic().',
    ],
    [
      "answers: 'x'",
      () => brownout({ providers: [openai()], answers: 'x' as never }),
      'brownout() got "x" as its option "answers": expected a function, such as answers.from(',
    ],
    ['speed: 0', () => brownout({ providers: [openai()], speed: 0 }), 'brownout() got 0 as its option "speed": expected a number above 0.'],
    [
      "pace: 'fast'",
      () => brownout({ providers: [openai()], pace: 'fast' as never }),
      'brownout() got "fast" as its option "pace": expected an object, such as { firstToken: "300ms"',
    ],
    [
      'pace: { tokensPerDelta: 0 }',
      () => brownout({ providers: [openai()], pace: { tokensPerDelta: 0 } }),
      'brownout(): the pace has 0 as its "tokensPerDelta": expected an integer above 0.',
    ],
    [
      'pace: { firsToken }',
      () => brownout({ providers: [openai()], pace: { firsToken: 5 } as never }),
      'brownout(): the pace has no "firsToken". Did you mean "firstToken"?',
    ],
    [
      'seed: {}',
      () => brownout({ providers: [openai()], seed: {} as never }),
      'brownout() got {} as its option "seed": expected a text or a number.',
    ],
    [
      "replay: 'x.json'",
      () => brownout({ providers: [openai()], replay: 'x.json' as never }),
      'brownout() got "x.json" as its option "replay": expected the result of readIncident(text)',
    ],
    [
      'reset({})',
      () => brownout({ providers: [openai()] }).reset({} as never),
      'chaos.reset() has {} as its "seed": expected a text or a number.',
    ],
    [
      'incident({ redat })',
      () => brownout({ providers: [openai()] }).incident({ redat: [] } as never),
      'incident() cannot read its options: it has no "redat". Did you mean "redact"?',
    ],
    [
      'openai({ baseUrl })',
      () => openai({ baseUrl: 'https://x.example' } as never),
      'openai() cannot read its options: it has no "baseUrl". Did you mean "baseURL"?',
    ],
    [
      "anthropic('https://...')",
      () => anthropic('https://x.example' as never),
      'anthropic() got "https://x.example" as its options: expected an object with name, baseURL.',
    ],
    [
      'azure({ asynchronousFilter: 1 })',
      () => azure({ asynchronousFilter: 1 as never }),
      'azure() got 1 as its option "asynchronousFilter": expected true or false.',
    ],
  ]

  it.each(wrong)('are refused in %s', (_usage, use, message) => {
    expect(use).toThrow(BrownoutError)
    expect(use).toThrow(message)
  })

  it('are refused by virtualTime', async () => {
    await expect(virtualTime('x' as never)).rejects.toThrow('virtualTime() got "x": expected a function')
    await expect(virtualTime(() => 1, { limt: '1h' } as never)).rejects.toThrow('it has no "limt". Did you mean "limit"?')
  })
})

describe('an injection that would fire on other calls than its author meant', () => {
  const chaos = brownout({ providers: [openai()] })

  it.each([
    [
      'for a provider that is not set up',
      () => overloaded().for('anthropic'),
      'Add anthropic() to the option "providers". Active providers: openai.',
    ],
    ['for the endpoint of one', () => overloaded().for('messages'), 'Add anthropic() to the option "providers".'],
    ['for a flavor of one', () => overloaded().for('groq'), "Add openai({ flavor: 'groq' }) to the option"],
  ])('is refused %s', (_, injection, message) => {
    expect(() => chaos.inject(injection())).toThrow(message)
  })

  it('is still for a model', () => {
    expect(() => chaos.inject(overloaded().for('gpt-4o'))).not.toThrow()
  })

  it('is refused if a trigger was called on it for nothing', () => {
    const injection = overloaded()
    injection.first(1)
    expect(() => chaos.inject(injection)).toThrow('Cannot inject "overloaded" without the .first(1) that was called on it')
  })

  it('is taken if what the trigger returned is used, or was made earlier', async () => {
    const injection = overloaded()
    expect(() => chaos.inject(injection, injection.for('openai').first(1))).not.toThrow()
    injection.nth(3)
    await Promise.resolve()
    expect(() => chaos.inject(injection)).not.toThrow()
  })

  it('is refused in a list', () => {
    expect(() => chaos.inject([overloaded()] as never)).toThrow('Give the injections one by one, or spread the list: inject(...list).')
  })
})
