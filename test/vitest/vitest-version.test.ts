import { describe, expect, it } from 'vitest'
import { checkVitest } from '../../src/vitest/vitest-version.ts'

describe('the version of vitest', () => {
  it('is refused in one sentence if it cannot keep tests apart', () => {
    expect(() => checkVitest({}, '3.2.4')).toThrow('brownout/vitest needs vitest 4.1 or newer, and this is vitest 3.2.4.')
    expect(() => checkVitest({ aroundEach: () => {} }, '4.1.0')).not.toThrow()
  })
})
