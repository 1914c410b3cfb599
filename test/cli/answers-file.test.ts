import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readAnswersFile } from '../../src/cli/answers-file.ts'
import { brownout, openai } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'brownout-answers-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The answers of a model with this file to messages. */
async function said(path: string, messages: readonly object[], more: object = {}): Promise<unknown> {
  const chaos = brownout({ providers: [openai()], answers: await readAnswersFile(path) })
  const release = chaos.intercept()
  try {
    const response = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'gpt-4o', messages, ...more }),
    })
    const { choices } = (await response.json()) as { choices: [{ message: { content: string | null; tool_calls?: object[] } }] }
    return choices[0].message.tool_calls ?? choices[0].message.content
  } finally {
    release()
  }
}

const asks = (content: string): object => ({ role: 'user', content })
const find = { type: 'function', function: { name: 'find', parameters: { type: 'object' } } }

const lines = written(
  'answers.json',
  JSON.stringify([
    { prompt: '/refund/i', truth: '30 days', lies: ['90 days'] },
    { prompt: 'order', toolCalls: [{ name: 'find', arguments: { id: 7 } }] },
    { prompt: 'order', text: 'It is on its way.' },
    { prompt: 'list', json: { parcels: [1, 2] } },
  ]),
)

describe('an answers file', () => {
  it('answers according to the prompt: a truth, a tool call and its result, and structured output', async () => {
    expect(await said(lines, [asks('How long is a REFUND possible?')])).toBe('According to our records, the answer is 30 days.')
    expect(await said(lines, [asks('Where is my Order?')], { tools: [find] })).toMatchObject([
      { function: { name: 'find', arguments: '{"id":7}' } },
    ])
    const call = { id: 'call_1', type: 'function', function: { name: 'find', arguments: '{"id":7}' } }
    const turns = [
      asks('Where is my order?'),
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: 'in Lyon' },
    ]
    expect(await said(lines, turns, { tools: [find] })).toBe('It is on its way.')
    expect(await said(lines, [asks('Make a list.')])).toBe('{"parcels":[1,2]}')
    expect(await said(lines, [asks('Anything else?')])).toEqual(expect.any(String))
  })

  it('can be a module with a list or a function, or an incident', async () => {
    const list = written('list.ts', `export default [{ text: 'always' as string }]`)
    expect(await said(list, [asks('Hello?')])).toBe('always')
    const speaking = written('speaking.mjs', `export default (call) => (call.model === 'gpt-4o' ? 'I am ' + call.model : undefined)`)
    expect(await said(speaking, [asks('Hello?')])).toBe('I am gpt-4o')
    const incident = { format: 'brownout-incident', version: 1, seed: 'a', plan: { version: 1, injections: [] } }
    await expect(readAnswersFile(written('incident.json', JSON.stringify(incident)))).resolves.toBeTypeOf('function')
  })

  it.each([
    ['broken.json', '[', 'it is not JSON ('],
    ['text.json', '"Yes."', 'it holds "Yes.". Expected a list, such as [{ "prompt": "refund", "text": "30 days" }].'],
    ['slip.json', '[{ "promt": "refund", "text": "30 days" }]', 'line 1 has no "promt". Did you mean "prompt"?'],
    ['empty.json', '[{ "prompt": "refund" }]', 'line 1 has no answer: expected a text, toolCalls, json, refusal or truth.'],
    ['truth.json', '[{ "truth": "30 days" }]', 'line 1 has a "truth" and no "prompt": expected its prompt.'],
    ['number.json', '[{ "text": 5 }]', 'line 1 is not an answer: "text" is 5: '],
    ['nothing.mjs', 'export const answers = []', 'it holds undefined. Expected a list'],
  ])('describes the error in %s', async (name, content, message) => {
    await expect(readAnswersFile(written(name, content))).rejects.toThrow(message)
  })
})
