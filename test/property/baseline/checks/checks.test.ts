import { describe, expect, it } from 'vitest'
import { baselineChecks } from '../../../../src/property/baseline/index.ts'
import type { BaselineCheckId } from '../../../../src/property/index.ts'
import { found } from '../judged.ts'
import { cases } from './cases.ts'

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

describe.for(Object.entries(cases))('%s', ([name, { search, wrong, right, grade = 'violated' }]) => {
  const id = name as BaselineCheckId

  it.for(Object.entries(wrong))(`finds an app that %s`, async ([, app]) => {
    const { violated, report } = await found(app, search, id)
    if (grade === 'violated') expect(violated).toBe(id)
    else expect(report?.remarks.map((remark) => remark.id)).toContain(id)
  })

  it.for(Object.entries(right))(`does not accuse an app that %s`, async ([, app]) => {
    const { violated, message, report } = await found(app, search)
    expect({ violated, message }).toEqual({ violated: undefined, message: '' })
    expect(report!.remarks.filter((remark) => remark.id === id)).toEqual([])
  })
})
