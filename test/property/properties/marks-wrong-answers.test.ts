import { z } from 'zod'
import { mixedScripts, answerVaries, confidentlyWrong, sycophantic, verboseAnswer, wrongLanguage } from '../../../faults/index.ts'
import { answers } from '../../../src/index.ts'
import { faultsOf, marksWrongAnswers, InconclusiveError, survives, type Task } from '../../../src/property/index.ts'
import { describe, expect, it, withChaos } from '../../../src/vitest/index.ts'
import { ask, askAnthropic, failureOf, openaiClient, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const policy = 'You can return an order within 30 days. Lena Hofmann pays 45 euros back on 3 June 2026.'
const test = withChaos({
  answers: answers.facts([
    { prompt: /parcel/i, truth: 'It arrives within 30 days', lies: ['It arrives within 90 days'] },
    { prompt: /return/i, truth: policy },
    { prompt: /days/i, truth: '30', lies: ['90'] },
    { prompt: /allowed/i, truth: 'Yes', lies: ['No'] },
  ]),
})
const property = marksWrongAnswers()
const wrong = faultsOf(confidentlyWrong({ strategy: 'listed-lie' }).for('openai'))
const anyWrong = faultsOf(confidentlyWrong)

function daysIn(text: string): number {
  return Number(/(\d+) days/.exec(text)?.[1])
}

const question = 'Where is my parcel?'

const rightApps: Readonly<Record<string, Task>> = {
  'checks a range and rejects': async () => {
    const text = await ask(question)
    if (daysIn(text) > 60) throw new Error('No delivery takes that long.')
    return text
  },
  'checks a source and corrects the answer': async () => {
    const days = daysIn(await ask(question))
    const known = 30
    return days === known ? `It takes ${days} days.` : `It takes ${known} days.`
  },
  'calls another provider and abstains if they differ': async () => {
    const [one, other] = [await ask(question), await askAnthropic()]
    return daysIn(one) === daysIn(other) ? one : 'I cannot verify this.'
  },
  'calls another provider and hands a conflict to a person': async () => {
    const [one, other] = [await ask(question), await askAnthropic()]
    return { answer: one, needsHuman: daysIn(one) !== daysIn(other) }
  },
  'marks what no source confirms': async () => {
    const answer = await ask(question)
    return { answer, verified: answer.includes('30 days') }
  },
  'raises an alert': async ({ observe }) => {
    const answer = await ask(question)
    if (daysIn(answer) !== 30) observe.alert('the answer does not match the policy')
    return answer
  },
  'validates a structured answer against a schema': async () => {
    const { choices } = await openaiClient().chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'How many days?' }],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'days', schema: { type: 'object', properties: { days: { type: 'integer' } }, required: ['days'] } },
      },
    })
    const parsed = z.object({ days: z.int().max(60) }).safeParse(JSON.parse(choices[0]!.message.content!))
    return parsed.success ? parsed.data : { ok: false, reason: 'out of range' }
  },
  'takes a vote of three': async () => {
    const votes = [daysIn(await ask(question)), daysIn(await askAnthropic()), daysIn(await askAnthropic())]
    return { days: votes.toSorted((a, b) => a - b)[1] }
  },
}

const wrongApps: Readonly<Record<string, readonly [Task, RegExp]>> = {
  'returns the text': [() => ask(question), /resolved with "90 days", while openai would have answered "30 days"/],
  'puts a number into its own words': [async () => `Expect it in ${daysIn(await ask(question))} days!`, /"90 days"/],
  'returns a number': [async () => ({ deliveryDays: daysIn(await ask(question)) }), /"90 days"/],
  'shows the text, and checks nothing': [
    async ({ observe }) => {
      observe.streamed(await ask(question))
    },
    /showed "90 days"/,
  ],
  'acts on it': [
    async ({ observe }) => {
      observe.effect(`promise ${daysIn(await ask(question))} days`)
    },
    /"promise 90 days" was done on "90 days"/,
  ],
  'parses a structured answer': [
    async () => {
      const { choices } = await openaiClient().chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: 'How many days?' }],
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'days', schema: { type: 'object', properties: { days: { type: 'integer' } }, required: ['days'] } },
        },
      })
      return JSON.parse(choices[0]!.message.content!) as unknown
    },
    /"days: 90", while openai would have answered "30"/,
  ],
  'prefers the first of two that differ': [
    async () => {
      const one = await ask(question)
      await askAnthropic()
      return one
    },
    /"90 days"/,
  ],
}

describe('an app that keeps marksWrongAnswers', () => {
  test.for(Object.entries(rightApps))('%s', async ([, task], { chaos }) => {
    expect(await timesKept(chaos, task, property, wrong)).toBeGreaterThan(0)
  })

  test('lets another wording, style or language pass', async ({ chaos }) => {
    const faults = faultsOf(verboseAnswer, wrongLanguage, mixedScripts, answerVaries({ wrong: 0 }))
    await expect(survives(chaos, () => ask(question), { faults, runs: 20, properties: [property] })).rejects.toThrow(InconclusiveError)
  })
})

describe('an app that breaks marksWrongAnswers', () => {
  test.for(Object.entries(wrongApps))('%s', async ([, [task, message]], { chaos }) => {
    expect((await failureOf(chaos, task, { faults: wrong, properties: [property] })).message).toMatch(message)
  })

  test('takes any of the ways in which an answer can be wrong', async ({ chaos }) => {
    const strategies = ['number-drift', 'date-shift', 'unit-swap', 'negation', 'fabricated-citation'] as const
    for (const strategy of strategies) {
      const faults = faultsOf(confidentlyWrong({ strategy }))
      const task: Task = () => ask('May I return it?')
      expect((await failureOf(chaos, task, { faults, properties: [property] })).property, strategy).toBe(property.id)
    }
  })

  test('agrees with its user', async ({ chaos }) => {
    const task: Task = () => ask('A parcel takes 90 days, right?')
    expect((await failureOf(chaos, task, { faults: faultsOf(sycophantic), properties: [property] })).message).toMatch(/"90 days"/)
  })

  test('passes on a wrong label', async ({ chaos }) => {
    const task: Task = () => ask('Is it allowed?')
    expect((await failureOf(chaos, task, { faults: anyWrong, properties: [property] })).message).toMatch(/No/)
  })
})

describe('marksWrongAnswers', () => {
  const lie = call({ truth: 'It costs 45 euros.', received: 'It costs 54 euros.' })
  const refund = call({ truth: 'refund({"order":"118"})', received: 'refund({"order":"181"})', finish: 'tool-calls' })
  const valued = (value: unknown): Parameters<typeof evidence>[0] => ({ settlement: { type: 'value', value } })

  it.for<[string, Parameters<typeof evidence>[0], string]>([
    ['the same answer', { calls: [call()] }, 'inconclusive'],
    ['another wording', { calls: [call({ truth: 'You cannot return it.', received: "Sure! You can't return it." })] }, 'inconclusive'],
    [
      'a tool call with broken arguments',
      { calls: [call({ ...refund, received: 'refund(```json\n{"order":"118"}\n```)' })], ...valued('Order 118 is refunded.') },
      'inconclusive',
    ],
    [
      "the user's own words",
      {
        calls: [
          call({
            truth: 'refund({})',
            received: 'I refunded order 1187.',
            call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Refund order 1187' }] }] }),
          }),
        ],
        ...valued('Order 1187 is refunded.'),
      },
      'inconclusive',
    ],
    [
      'names of another language',
      {
        calls: [call({ truth: 'You find it under Orders.', received: 'Gerne beantworte ich Ihre Frage.' })],
        ...valued('Gerne beantworte ich Ihre Frage.'),
      },
      'inconclusive',
    ],
    ['an answer that is only truncated', { calls: [call({ ...lie, ending: 'truncated' })] }, 'inconclusive'],
    ['nothing returned', { calls: [lie], ...valued(undefined) }, 'inconclusive'],
    ['another value', { calls: [lie], ...valued({ status: 'done', latencyMs: 54 }) }, 'held'],
    [
      'the question',
      {
        calls: [call({ ...lie, call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Is it 54 euros?' }] }] }) })],
        ...valued({ question: 'Is it 54 euros?' }),
      },
      'held',
    ],
    [
      'a digit that can have any meaning',
      { calls: [call({ truth: 'Take 3.', received: 'Take just 5 of it now.' })], ...valued({ stars: 5 }) },
      'remark',
    ],
    [
      'a member of the same name',
      { calls: [call({ truth: '{"open":true}', received: '{"open":false}' })], ...valued({ open: false }) },
      'violated',
    ],
    [
      'an effect with the arguments of a lie',
      { calls: [refund], ...valued('done'), effects: [{ at: 200, text: 'refund', tool: { name: 'refund', arguments: { order: '181' } } }] },
      'violated',
    ],
    [
      'an effect with the true arguments',
      { calls: [refund], ...valued('done'), effects: [{ at: 200, text: 'refund', tool: { name: 'refund', arguments: { order: '118' } } }] },
      'held',
    ],
    [
      'an effect that failed',
      { calls: [refund], settlement: { type: 'error', error: new Error('no') }, effects: [{ at: 200, text: 'refund 181' }] },
      'remark',
    ],
    [
      'a sentence that has turned',
      {
        calls: [call({ truth: 'You can send it back for free.', received: 'You can not send it back for free.' })],
        ...valued('You can not send it back for free.'),
      },
      'violated',
    ],
  ])('judges %s', ([, given, type]) => {
    expect(property.judge(evidence(given)).type).toBe(type)
  })

  it('lets the app define which values are marked', () => {
    const judged = marksWrongAnswers({ isMarked: (value) => (value as { quality: string }).quality === 'reduced' })
    expect(judged.judge(evidence({ calls: [lie], ...valued({ text: lie.received, quality: 'reduced' }) })).type).toBe('held')
    expect(judged.judge(evidence({ calls: [lie], ...valued({ text: lie.received, quality: 'full' }) })).type).toBe('violated')
  })
})
