import { describe, expect, it } from 'vitest'
import { completeText, IncompleteAnswer } from '../../examples/hardening/complete.ts'
import { ask as askOpenai } from '../../examples/hardening/openai.ts'
import { argumentsOf } from '../../examples/hardening/tool-call.ts'
import { openai } from '../../src/index.ts'
import { expectProtected } from './outcomes.ts'

describe('the ten lines', () => {
  it('protect an app of openai', () => expectProtected(openai, askOpenai))
})

describe('a complete answer', () => {
  it('has the usual finish reason and a text', () => {
    expect(completeText('In Lyon.', 'stop', 'stop')).toBe('In Lyon.')
    for (const [text, finish] of [
      ['In', 'length'],
      ['In', null],
      ['In', undefined],
      [' ', 'stop'],
    ] as const)
      expect(() => completeText(text, finish, 'stop')).toThrow(IncompleteAnswer)
  })

  it('has tool arguments that are complete and match', () => {
    expect(argumentsOf('{"city":"Lyon","days":3}', 'tool_calls')).toEqual({ city: 'Lyon', days: 3 })
    expect(() => argumentsOf('{"city":"Lyon","days":3}', 'length')).toThrow(IncompleteAnswer)
    expect(() => argumentsOf('{"city":"Ly', 'tool_calls')).toThrow(SyntaxError)
    expect(() => argumentsOf('{"city":"Lyon"}', 'tool_calls')).toThrow(/days/)
  })
})
