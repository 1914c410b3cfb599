import { describe, expect, it } from 'vitest'
import { staleness } from '../../../scripts/model-facts.ts'
import { knownModel, modelsReadOn } from '../../../src/providers/dialect/models.ts'

describe('the table of models', () => {
  it('is stale after six months, which is reported with its date', () => {
    expect(staleness(modelsReadOn, Date.parse(modelsReadOn))).toBeUndefined()
    expect(staleness('2026-11-26', Date.parse('2027-05-26'))).toBeUndefined()
    expect(staleness('2026-11-26', Date.parse('2027-05-28'))).toContain('on 2026-11-26, 183 days ago')
  })

  it.each([
    ['gpt-4o-2024-05-13', '2026-10-23'],
    ['gpt-4o-2024-11-20', '2027-01-14'],
    ['gpt-4.1-nano', '2026-10-23'],
    ['gpt-5-2025-08-07', '2026-12-11'],
    ['claude-opus-4-1-20250805', '2026-08-05'],
    ['claude-sonnet-4-20250514', '2026-06-15'],
    ['gemini-2.5-pro', '2026-12-01'],
    ['gemini-2.5-flash-lite', undefined],
    ['llama3.2', undefined],
  ])('has the retirement of %s on %s', (model, day) => expect(knownModel(model)?.retires).toBe(day))
})
