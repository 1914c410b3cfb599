import { describe, expect, it } from 'vitest'

/** Names that mean something to a shell or to a regular expression. */
describe("costs $5 (it's `all` of it)", () => {
  it('a+b', () => {
    expect(1).toBe(1)
  })

  it('a+b again', () => {
    expect(1).toBe(1)
  })
})
