import { describe, expect, it } from 'vitest'
import { overloaded } from '../../faults/index.ts'
import { checkNode } from '../../src/chaos/checks.ts'
import { brownout, openai } from '../../src/index.ts'

describe('providers that cannot be set up', () => {
  it('are factories that were not called', () => {
    expect(() => brownout({ providers: [openai as never] })).toThrow('Cannot set up a function as a provider: call it, as in openai().')
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

describe('a runtime', () => {
  it.each(['20.20.2', '22.11.0', '18.0.0'])('is refused in one sentence if it is Node %s', (node) => {
    expect(() => checkNode({ node })).toThrow(`brownout needs Node 22.12 or newer, and this is Node ${node}.`)
  })

  it.each([{ node: '22.12.0' }, { node: '26.0.0' }, { node: '20.0.0', bun: '1.4.5' }, undefined])('may be %j', (versions) => {
    expect(() => checkNode(versions)).not.toThrow()
  })
})
