import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { answers, brownout, openai, type AnswerSource } from '../../src/index.ts'

async function failureWith(source: AnswerSource): Promise<string> {
  const chaos = brownout({ providers: [openai()], answers: source })
  const release = chaos.intercept()
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  const asking = client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] })
  return asking
    .then(
      () => 'answered',
      (error: Error) => error.message,
    )
    .finally(release)
}

describe('answers', () => {
  it.each([
    ['script("hello")', () => answers.script('hello' as never), 'answers.script() got "hello": expected a list, such as'],
    [
      'script([{ txt }])',
      () => answers.script([{ txt: 'x' } as never]),
      'answers.script(): line 1 is not an answer: it has no "txt". Did you mean "text"?',
    ],
    ['script([5])', () => answers.script(['Yes.', 5 as never]), 'answers.script(): line 2 is 5: expected a text, or an answer such as'],
    [
      'script([{}])',
      () => answers.script([{}]),
      'answers.script(): line 1 is not an answer: the value is {}: expected a text or tool calls.',
    ],
    [
      'script([{ parts: [{ type }] }])',
      () => answers.script([{ parts: [{ type: 'image', text: '' } as never] }]),
      '"parts.0.type" is "image"',
    ],
    ['facts({})', () => answers.facts({} as never), 'answers.facts() got {}: expected a list, such as'],
    ['facts([{}])', () => answers.facts([{} as never]), 'answers.facts(): fact 1 has no "prompt": expected a text or a regular expression'],
    [
      'facts([{ truh }])',
      () => answers.facts([{ prompt: 'x', truh: 'y' } as never]),
      'answers.facts(): fact 1 has no "truh". Did you mean "truth"?',
    ],
    ['from("x")', () => answers.from('x' as never), 'answers.from() got "x": expected a function, such as (call) => "Yes.".'],
  ])('refuse %s', (_, use, message) => {
    expect(use).toThrow(message)
  })

  it('refuse the return value of a function, at the call', async () => {
    expect(await failureWith(answers.from(() => 5 as never))).toContain('answers.from(): the answer is 5: expected a text')
    expect(await failureWith(answers.script([() => ({ txt: 'x' }) as never]))).toContain('line 1 is not an answer: it has no "txt"')
    expect(await failureWith(answers.from(() => 'Yes.'))).toBe('answered')
  })

  it.each<[string, AnswerSource, string]>([
    [
      'throw an error',
      () => {
        throw new TypeError('no such order')
      },
      'TypeError: no such order (at ',
    ],
    [
      'throw null',
      () => {
        // oxlint-disable-next-line only-throw-error -- an answer function can throw anything
        throw null as never
      },
      'null',
    ],
    [
      'throw an object without a prototype',
      () => {
        // oxlint-disable-next-line only-throw-error -- an answer function can throw anything
        throw Object.create(null) as never
      },
      '{}',
    ],
    ['return a text', (() => 'Yes.') as never, 'they returned "Yes.". Expected undefined, or an answer such as { parts:'],
    ['return parts that are no list', (() => ({ parts: 5 })) as never, 'they returned {"parts":5}.'],
  ])('that %s are named as the cause, and the call ends', async (_, source, message) => {
    const chaos = brownout({ providers: [openai()], answers: source })
    const release = chaos.intercept()
    const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Is all well?' }] })
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body,
    })
    release()
    const expected = `The answers failed on openai chat.completions "gpt-4o": ${message}`
    expect(response.status).toBe(500)
    expect(response.headers.get('x-brownout')).toBe('answers_error')
    expect(await response.json()).toMatchObject({
      error: { type: 'brownout_answers_error', message: expect.stringContaining(expected) as unknown },
    })
    expect(chaos.journal.bugs).toMatchObject([{ name: 'AnswersError' }])
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'refused', status: 500, notes: [expect.stringContaining(`failed: ${expected}`) as unknown] },
    ])
  })

  it('name the file that threw', async () => {
    const thrown = await failureWith(() => {
      throw new Error('oh')
    })
    expect(thrown).toMatch(/Error: oh \(at \S*wrong-answers\.test\.ts:\d+:\d+\)$/)
  })
})
