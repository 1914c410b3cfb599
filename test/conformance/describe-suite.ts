import { describe, expect, it } from 'vitest'
import { exceptionFor, type Suite } from '../../docs/generate/conformance/suite.ts'

/** Expects every case of a suite to pass except for its exceptions, and every exception to cover a case that fails, so that no outdated one is left. */
export function describeSuite(suite: Suite): void {
  describe.for([suite])('$name', { timeout: 120_000 }, () => {
    it('has the result that the page on providers shows', async () => {
      const results = await suite.run()
      expect(results.length).toBeGreaterThan(0)
      const isExcepted = (name: string): boolean => exceptionFor(suite, name) !== undefined
      expect(results.filter(({ name, failure }) => failure !== undefined && !isExcepted(name))).toEqual([])
      const failed = results.filter(({ failure }) => failure !== undefined)
      expect(suite.exceptions.filter(({ cases }) => !failed.some(({ name }) => cases.test(name)))).toEqual([])
    })
  })
}
