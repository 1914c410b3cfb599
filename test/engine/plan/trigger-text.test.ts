import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTrigger, triggerKeys, writeTrigger } from '../../../src/engine/plan/trigger-text.ts'
import { triggers, type Trigger } from '../../../src/engine/plan/trigger.ts'
import { anyTrigger } from './any-trigger.ts'

const typed = (trigger: Trigger): string =>
  writeTrigger(trigger)
    .map((pair) => pair.join('='))
    .join(',')

describe('a trigger on the command line', () => {
  it('is the same after typing and reading, for any trigger', () => {
    fc.assert(
      fc.property(anyTrigger, (trigger) => {
        expect(readTrigger(writeTrigger(trigger), 'Cannot')).toEqual(trigger)
      }),
    )
  })

  it.each([
    [{ for: [{ any: 'openai' }, { provider: 'azure', model: 'gpt-5*' }] }, 'for=openai,for=provider:azure+model:gpt-5*'],
    [{ for: [{ any: 'llama3.2:latest' }] }, 'for=llama3.2:latest'],
    [{ between: { from: 600_000, to: 1_200_000 } }, 'between=10m..20m'],
    [{ between: { from: -500, to: 90_000 } }, 'between=-500..90s'],
    [{ inRun: [2] }, 'inRun=2'],
    [{ inRun: [1, 3] }, 'inRun=1+3'],
    [{ forPrompt: { text: 'refund, please' } }, String.raw`forPrompt=refund\, please`],
    [{ forPrompt: { text: '/refunds?/i' } }, 'forPrompt=/refunds?/i'],
    [{ forPrompt: { hash: '0123456789abcdef' } }, 'forPrompt=hash:0123456789abcdef'],
    [{ forPrompt: { text: 'hash: where?' } }, 'forPrompt=text:hash: where?'],
    [{ wave: { on: 10_000, off: 5_000 } }, 'wave=10s/5s'],
    [{ first: 2 }, 'first=2'],
    [{ nth: 3 }, 'nth=3'],
    [{ every: 3 }, 'every=3'],
    [{ chance: { rate: 0.1 } }, 'chance=0.1'],
    [{ chance: { rate: 0.1, sticky: 'model' } }, 'chance=0.1,sticky=model'],
    [{ ramp: { from: 0, to: 0.5, over: 600_000 } }, 'ramp=0..0.5/10m'],
  ] as const)('%j is %s', (trigger, text) => {
    expect(typed(trigger as Trigger)).toBe(text)
  })

  it('can be sticky along a ramp', () => {
    const pairs = [
      ['ramp', '0..0.5/10m'],
      ['sticky', 'model'],
    ] as const
    expect(readTrigger(pairs, 'Cannot')).toEqual({ ramp: { from: 0, to: 0.5, over: 600_000 }, chance: { rate: 1, sticky: 'model' } })
  })

  it.each(Object.entries(triggers))('has an example for %s that it reads', (name, { typed: { example } }) => {
    const pairs = example.split(',').map((pair) => pair.split('=') as [string, string])
    expect(Object.keys(readTrigger(pairs, 'Cannot'))).toEqual([name])
  })

  it('has no key twice', () => {
    expect(new Set(triggerKeys).size).toBe(triggerKeys.length)
  })
})

describe('a trigger that cannot be read', () => {
  it.each([
    ['first', '0', 'Cannot with first=0: "first" is 0: Too small: expected number to be >0. Type it as first=2.'],
    [
      'chance',
      '20%',
      'Cannot with chance=20%: "chance.rate" is "20%": Invalid input: expected number, received string. Type it as chance=0.1,sticky=model.',
    ],
    [
      'sticky',
      'modle',
      'Cannot with sticky=modle: "chance.sticky" is "modle": Invalid option: expected one of "request"|"conversation"|"model"|"provider" (did you mean "model"?). Type it as chance=0.1,sticky=model.',
    ],
    [
      'between',
      '20m..10m',
      'Cannot with between=20m..10m: "between.to" is "10m": expected an end after the beginning. Type it as between=10m..20m.',
    ],
    [
      'wave',
      '10s',
      'Cannot with wave=10s: "wave.off" is "": expected a duration such as "250ms", "2s", "10m" or "1h". Type it as wave=10s/5s.',
    ],
    ['inRun', '0', 'Cannot with inRun=0: "inRun.0" is 0: Too small: expected number to be >0. Type it as inRun=1+3.'],
    [
      'forPrompt',
      'hash:refund',
      'Cannot with forPrompt=hash:refund: "forPrompt.hash" is "refund": expected a prompt hash: 16 hexadecimal digits. Type it as forPrompt=refund.',
    ],
    ['for', '', 'Cannot with for=: "for.0" is {}: expected a provider, a model or an endpoint. Type it as for=openai.'],
    [
      'for',
      'model:/[/',
      'Cannot with for=model:/[/: "for.0.model" is "/[/": expected a name, a name with * for anything, or a regular expression such as /^gpt/. Type it as for=openai.',
    ],
  ])('%s=%s is described in one line', (key, text, message) => {
    expect(() => readTrigger([[key, text]], 'Cannot')).toThrow(expect.objectContaining({ name: 'BrownoutError', message }))
  })

  it('is one that is typed twice', () => {
    const pairs = [
      ['first', '1'],
      ['first', '2'],
    ] as const
    expect(() => readTrigger(pairs, 'Cannot')).toThrow('Cannot with first twice. Inject the fault twice instead.')
  })
})
