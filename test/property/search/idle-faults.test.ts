import { expect, it } from 'vitest'
import { sessionLost } from '../../../faults/index.ts'
import { anyFault, faultsOf } from '../../../src/property/search/fault-choices.ts'
import { withoutIdleFaults } from '../../../src/property/search/idle-faults.ts'
import { asked, call } from '../properties/evidence.ts'

type Operation = NonNullable<Parameters<typeof asked>[0]>['operation']

function leftFor(...operations: readonly Operation[]): ReadonlySet<string> {
  const calls = operations.map((operation) => call({ call: asked(operation === undefined ? {} : { operation }) }))
  const { choices } = withoutIdleFaults(anyFault(), { calls, effects: 0, runs: [] })
  return new Set(choices.map(({ fault }) => fault.name))
}

it.for([
  [[undefined], []],
  [
    [undefined, 'call-route'],
    ['result-lost', 'empty-results', 'request-lost', 'tool-fails'],
  ],
  [['call-tool'], ['result-lost', 'empty-results', 'request-lost', 'session-lost', 'tool-changed', 'tool-fails', 'wrong-id']],
] as const)('an app that requests %j gets the faults of tools that can fire there', ([operations, expected]) => {
  const ofTools = ['result-lost', 'empty-results', 'request-lost', 'session-lost', 'tool-changed', 'tool-fails', 'wrong-id']
  const left = leftFor(...operations)
  expect(ofTools.filter((name) => left.has(name))).toEqual(expected)
  expect(left.has('rate-limited')).toBe(true)
})

it('leaves an injection that was given', () => {
  const given = faultsOf(sessionLost())
  expect(withoutIdleFaults(given, { calls: [call()], effects: 0, runs: [] })).toEqual(given)
})
