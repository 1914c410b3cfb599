import { describe, expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { brownout, openai } from '../../src/index.ts'

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
