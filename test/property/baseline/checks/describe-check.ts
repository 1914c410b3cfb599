import { describe, expect, it } from 'vitest'
import type { BaselineCheckId } from '../../../../src/property/index.ts'
import { found, type CheckCase } from '../judged.ts'

/** Apps that a check must report, and apps that it must not report. */
export function describeCheck(id: BaselineCheckId, { search, wrong, right, grade = 'violated' }: CheckCase): void {
  describe.for([id])('%s', () => {
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
}
