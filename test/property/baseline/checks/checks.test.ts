import { expect, it } from 'vitest'
import { baselineChecks } from '../../../../src/property/baseline/index.ts'
import type { BaselineCheckId } from '../../../../src/property/index.ts'
import type { CheckCase } from '../judged.ts'
import { cases } from './cases.ts'
import { describeCheck } from './describe-check.ts'

/** Judged by itself: a promise that nothing catches fails the tests of its own process. */
const elsewhere: ReadonlySet<BaselineCheckId> = new Set(['rejections-handled'])

it('has apps for every check', () => {
  expect(Object.keys(cases).toSorted()).toEqual(
    baselineChecks
      .map(({ id }) => id)
      .filter((id) => !elsewhere.has(id))
      .toSorted(),
  )
})

/** The first app with the bug, or the first without, in turn; checks.sweep.test.ts tries all. */
function sampleOf({ wrong, right, ...rest }: CheckCase, index: number): CheckCase {
  const firstOf = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(all).slice(0, 1))
  return { ...rest, wrong: index % 2 === 0 ? firstOf(wrong) : {}, right: index % 2 === 0 ? {} : firstOf(right) }
}

for (const [index, [id, check]] of Object.entries(cases).entries()) describeCheck(id as BaselineCheckId, sampleOf(check, index))
