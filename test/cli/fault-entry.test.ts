import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../faults/catalogue.ts'
import { entryOf } from '../../src/cli/fault-entry.ts'
import { readInjection } from '../../src/engine/plan/injection-text.ts'
import { duration } from '../../src/engine/base/duration.ts'
import { defineFault } from '../../src/engine/plan/define-fault.ts'
import { anyTraits } from '../engine/traits.ts'

const { fault } = defineFault({
  name: 'made-up',
  summary: 'something happens',
  ...anyTraits,
  sources: ['https://example.com'],
  breaks: [],
  parameters: z.object({
    by: duration.default(90_000).describe('how late'),
    until: z.union([z.literal('forever'), duration]).default('forever'),
    count: z.int().positive().optional(),
    share: z.number().min(0).max(1).default(0.5),
    how: z.enum(['fast', 'slow']).default('fast'),
  }),
  deliver: (beats) => beats,
})

describe('an entry of the catalogue', () => {
  it('lists the values of each parameter, and its default', () => {
    expect(entryOf(fault).parameters.map(({ name, type, default: usual }) => [name, type, usual])).toEqual([
      ['by', 'duration', '1m30s'],
      ['until', '"forever" or duration', 'forever'],
      ['count', 'integer of at least 1', undefined],
      ['share', 'number from 0 to 1', 0.5],
      ['how', '"fast" or "slow"', 'fast'],
    ])
  })

  it('names the stages at which the fault acts', () => {
    expect(entryOf(fault).stages).toEqual(['deliver'])
  })

  it.each(catalogue.map((each) => entryOf(each)))('has an example for $name that the command line takes', ({ name, example }) => {
    const text = example.commandLine.replace('brownout serve --fault ', '')
    expect(readInjection(text, catalogue)).toMatchObject({ fault: { name }, trigger: { first: 2 } })
  })
})
