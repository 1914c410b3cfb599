import { describe, expect, it } from 'vitest'
import { readUpstream } from '../../src/cli/upstream-from-text.ts'

function read(text: string): readonly [string, string] {
  const { provider, url } = readUpstream(text)
  return [provider.name, url]
}

describe('an upstream on the command line', () => {
  it('is a provider that is known by its host, at its usual path', () => {
    expect(read('https://api.openai.com')).toEqual(['openai', 'https://api.openai.com/v1'])
    expect(read('https://api.openai.com/v1')).toEqual(['openai', 'https://api.openai.com/v1'])
    expect(read('https://api.anthropic.com/')).toEqual(['anthropic', 'https://api.anthropic.com'])
    expect(read('https://api.groq.com')).toEqual(['groq', 'https://api.groq.com/openai/v1'])
    expect(read('https://bedrock-runtime.eu-central-1.amazonaws.com')[0]).toBe('bedrock')
  })

  it('is any server whose dialect is named', () => {
    expect(read('anthropic=https://llm.example.com/claude?key=1')).toEqual(['anthropic', 'https://llm.example.com/claude?key=1'])
    expect(read('openai=http://localhost:8080')).toEqual(['openai', 'http://localhost:8080/v1'])
  })

  it('is refused with what was expected', () => {
    expect(() => read('https://llm.example.com')).toThrow(
      'No provider is known at llm.example.com. Name the provider whose wire format it uses, as in openai=https://llm.example.com/.',
    )
    expect(() => read('api.openai.com')).toThrow('Cannot read "api.openai.com": expected a URL')
    expect(() => read('opnai=https://llm.example.com')).toThrow(/"openai"/)
  })
})
