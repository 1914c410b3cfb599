import { expect, it } from 'vitest'
import { invalidToolArguments, confidentlyWrong, overloaded, truncatedStream } from '../../../faults/index.ts'
import { NeverFired } from '../../../src/property/report/never-fired.ts'
import { call } from '../properties/evidence.ts'

it('knows why faults never fire: a need that no call met, else the reason nearest to firing', () => {
  const never = new NeverFired()
  never.add([call({ stream: true })], [{ injection: overloaded().for('anthropic'), why: { type: 'unmatched', by: 'for' } }])
  never.add([call()], [{ injection: overloaded().nth(2), why: { type: 'unmatched', by: 'nth' } }])
  never.add([call()], [{ injection: overloaded(), why: { type: 'no-call' } }])
  expect(never.why(overloaded.fault)).toBe('no call matched its trigger: call 2')
  expect(never.why(invalidToolArguments.fault)).toMatch(/^it needs a call that offers tools, and there was none$/)
  expect(never.why(truncatedStream.fault)).toBe('no plan contained it')
  expect(never.why(confidentlyWrong.fault)).toBe('no plan contained it')
})
