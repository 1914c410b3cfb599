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
})
