import { describe, expect, it } from 'vitest'
import { tooDeepAt } from '../../../src/providers/dialect/nesting.ts'
import { anthropic, bedrock, brownout, cohere, gemini, mistral, ollama, openai } from '../../../src/index.ts'

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

describe('a JSON text', () => {
  it.each<[string, string, number | undefined]>([
    ['as deep as allowed', deep(500), undefined],
    ['deeper', `  ${deep(501)}`, 502],
    ['wide', `[${'[],'.repeat(2_000)}[]]`, undefined],
    ['with brackets in a text', JSON.stringify('['.repeat(2_000)), undefined],
    ['with quotes and backslashes in a text', JSON.stringify(`\\"${'['.repeat(2_000)}\\`), undefined],
    ['that never ends a text', `"${'['.repeat(2_000)}`, undefined],
  ])('%s is too deep at its place', (_, text, place) => expect(tooDeepAt(text)).toBe(place))
})

describe('a request that is nested too deeply', () => {
  it.each([
    ['https://api.openai.com/v1/chat/completions', 'We could not parse the JSON body of your request'],
    ['https://api.anthropic.com/v1/messages', 'The request body is not valid JSON: recursion limit exceeded'],
    ['https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent', 'Invalid JSON payload received'],
    ['https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse', 'message'],
    ['https://api.mistral.ai/v1/chat/completions', 'JSON decode error'],
    ['https://api.cohere.com/v2/chat', 'invalid json syntax'],
    ['http://127.0.0.1:11434/api/chat', 'error'],
  ])('is refused in the words of the provider at %s', async (url, words) => {
    const chaos = brownout({ providers: [openai(), anthropic(), gemini(), bedrock(), mistral(), cohere(), ollama()] })
    const release = chaos.intercept()
    try {
      const headers = { authorization: 'Bearer t', 'x-api-key': 'k', 'x-goog-api-key': 'k', 'anthropic-version': '2023-06-01' }
      const schema = `${'{"allOf":['.repeat(5_000)}{}${']}'.repeat(5_000)}`
      const body = `{"model":"m","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"a","parameters":${schema}}}]}`
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
      expect([400, 422]).toContain(response.status)
      expect(await response.text()).toContain(words)
      expect(chaos.journal.bugs).toEqual([])
    } finally {
      release()
    }
  })
})
