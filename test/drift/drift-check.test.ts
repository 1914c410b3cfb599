import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import {
  mixedScripts,
  gradualDrift,
  lazyAnswer,
  overRefusal,
  overloaded,
  quantizedHost,
  silentModelSwap,
  wrongLanguage,
} from '../../faults/index.ts'
import { answers, driftCheck, type DriftPrompt, type Injection } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const refunds = 'A refund takes 30 days. You pay 4 euros for the label. Send the parcel to Berlin, and keep the receipt until then.'
const test = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  answers: answers.from(({ messages }) => (JSON.stringify(messages).includes('JSON') ? '{"days":30}' : refunds)),
})

const prompts: readonly DriftPrompt[] = [
  {
    name: 'refunds',
    prompt: 'How long do refunds take?',
    contains: ['30 days', /\b4 euros\b/],
    lacks: /as an AI/,
    script: 'Latin',
    length: { min: 80, max: 200 },
    refuses: false,
    model: 'gpt-4o',
  },
  { name: 'json', prompt: 'Refund time, as JSON?', matches: z.object({ days: z.literal(30) }), model: 'gpt-4o' },
]

async function ask(prompt: string): Promise<{ text: string; model: string; fingerprint: string | undefined }> {
  const { choices, model, system_fingerprint } = await new OpenAI({ apiKey: 'test', maxRetries: 0 }).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: prompt }],
  })
  return { text: choices[0]!.message.content ?? '', model, fingerprint: system_fingerprint ?? undefined }
}

const drifts: readonly (readonly [name: string, injection: Injection, what: string])[] = [
  ['another model that names itself', silentModelSwap({ to: 'lesser-model', disclosed: true }), 'model'],
  ['a model that leaves the work to the reader', lazyAnswer(), 'contains'],
  ['words of other scripts', mixedScripts(), 'script'],
  ['another language', wrongLanguage(), 'contains'],
  ['a model that gets worse', gradualDrift({ over: 5, to: 1 }), 'contains'],
  ['a model at fewer bits', quantizedHost({ rate: 0.6 }), 'contains'],
  ['a model that turns everything down', overRefusal(), 'refuses'],
]

describe('a drift check', () => {
  test('is steady as long as no fault disturbs the model', async ({ chaos }) => {
    const first = await driftCheck({ prompts, generate: ask })
    expect(first).toMatchObject({ isSteady: true, drifted: [], unknownToBaseline: [] })
    const again = await driftCheck({ prompts, generate: ask, baseline: JSON.stringify(first.baseline) })
    expect(again.isSteady).toBe(true)
    expect(again.baseline).toEqual(first.baseline)
    expect(chaos.journal.calls.length).toBe(20)
  })

  for (const [name, injection, what] of drifts)
    test(`notices ${name}`, async ({ chaos }) => {
      chaos.inject(injection)
      const report = await driftCheck({ prompts, generate: ask })
      expect(report.drifted).toContain('refunds')
      const [{ drifts, example }] = report.prompts as [(typeof report.prompts)[number]]
      expect(drifts.map((drift) => drift.what)).toContain(what)
      expect(example!.violated).toContain(what)
    })

  test('notices a model that hides, by a fingerprint that its baseline does not know', async ({ chaos }) => {
    const { baseline } = await driftCheck({ prompts, generate: ask })
    chaos.inject(silentModelSwap({ to: 'lesser-model' }))
    const report = await driftCheck({ prompts, generate: ask, baseline })
    expect(report.drifted).toEqual(['refunds', 'json'])
    expect(report.prompts[0]!.drifts).toContainEqual({ what: 'new-fingerprint', share: 1, baseline: 0 })
  })

  test('bears what stays within the threshold, beyond what is usual', async ({ chaos }) => {
    chaos.inject(lazyAnswer().for('gpt-4o').every(4))
    const plain = { ...prompts[0]!, name: 'plain' }
    const usual = await driftCheck({ prompts: [plain], generate: ask, times: 8, threshold: 0.25 })
    expect(usual.isSteady).toBe(true)
    expect(usual.baseline.prompts['plain']).toMatchObject({ answered: 8, violated: { contains: 2 } })
    const strict = await driftCheck({ prompts: [plain], generate: ask, times: 8, threshold: 0.1 })
    expect(strict.prompts[0]!.drifts).toContainEqual({ what: 'contains', share: 0.25, baseline: 0 })
    expect((await driftCheck({ prompts: [plain], generate: ask, times: 8, threshold: 0.1, baseline: usual.baseline })).isSteady).toBe(true)
  })

  test('counts errors separately, and reports a prompt as drifted if it got only errors', async ({ chaos }) => {
    chaos.inject(overloaded().first(1))
    const once = await driftCheck({ prompts: [prompts[0]!], generate: ask })
    expect(once).toMatchObject({ isSteady: true, prompts: [{ calls: 5, failed: 1 }] })
    chaos.inject(overloaded())
    const never = await driftCheck({ prompts: [prompts[0]!], generate: ask })
    expect(never.prompts[0]).toMatchObject({ failed: 5, drifts: [{ what: 'answered' }] })
    expect(never.prompts[0]!.example!.answer).toContain('503')
  })

  test('holds answers to a JSON Schema, and models to their dated names', async () => {
    const said = (text: string, model: string) =>
      driftCheck({ prompts: [{ prompt: 'q', matches: { type: 'array' }, model: 'gpt-4o' }], generate: () => ({ text, model }) })
    expect((await said('[1]', 'gpt-4o-2024-08-06')).isSteady).toBe(true)
    expect((await said('[1]', 'gpt-4o-mini')).prompts[0]!.drifts.map(({ what }) => what)).toEqual(['model'])
    expect((await said('{}', 'gpt-4o')).prompts[0]!.drifts.map(({ what }) => what)).toEqual(['matches'])
    expect((await said('[1', 'gpt-4o')).prompts[0]!.drifts.map(({ what }) => what)).toEqual(['matches'])
  })

  const wrong: readonly (readonly [options: object, message: string | RegExp])[] = [
    [{ prompts: [] }, 'Cannot run a drift check without prompts'],
    [{ prompts: undefined }, 'driftCheck() needs the option "prompts": expected a list'],
    [{ generate: undefined }, 'driftCheck() needs the option "generate": expected a function, such as (prompt) => support(prompt).'],
    [{ times: 0 }, 'driftCheck() got 0 as its option "times": expected an integer of at least 1'],
    [{ threshold: 1 }, 'driftCheck() got 1 as its option "threshold"'],
    [{ treshold: 0.1 }, 'driftCheck() cannot read its options: it has no "treshold". Did you mean "threshold"?'],
    [{ prompts: [{ prompt: 'x', contain: 'y' }] }, 'a prompt has no "contain". Did you mean "contains"?'],
    [{ prompts: [{ prompt: 'x', script: 'Latinic' }] }, /"script" is "Latinic": expected the Unicode name of a script/],
    [{ prompts: [{ prompt: 'x' }, { prompt: 'x' }] }, 'two prompts are called "x"'],
    [{ baseline: '{' }, 'Cannot compare with the baseline: it is not JSON'],
    [{ baseline: { format: 'brownout-drift-check', version: 9 } }, 'its version is 9, and this brownout reads version 1'],
    [{ baseline: { format: 'har' } }, /Cannot compare with the baseline: "format" is "har"/],
  ]
  for (const [options, message] of wrong)
    test(`describes the error in ${JSON.stringify(options)}`, async () => {
      await expect(driftCheck({ prompts, generate: ask, ...options })).rejects.toThrow(message)
    })
})
