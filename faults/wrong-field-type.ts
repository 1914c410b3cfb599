import { z } from 'zod'
import { changingJson, defineFault, leavesOf, replaced, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  field: z.string().optional().describe('the member. Default: one that is drawn by seed'),
})

/**
 * A number or a boolean in an answer is a string.
 * Reported in: APIs that started to send numbers as strings, and clients that then concatenated them or called toFixed on one.
 * @example
 * chaos.inject(wrongFieldType({ field: 'score' }))
 */
export const wrongFieldType: FaultFactory<typeof parameters> = defineFault({
  name: 'wrong-field-type',
  summary: 'a number arrives as a string',
  family: 'Tool results',
  needs: ['json-result'],
  shows: 'wrong-structure',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/raiden-network/webui/issues/208', 'https://github.com/topcoder-archive/work-manager/issues/1266'],
  breaks: ['typed-errors', 'schema-valid-or-error'],
  parameters,
  answer: changingJson((value, { parameters: { field }, random }) => {
    const candidates = leavesOf(value).filter(
      ({ path, value: leaf }) => leaf !== null && typeof leaf !== 'string' && (field === undefined || path.at(-1) === field),
    )
    if (candidates.length === 0) return value
    const { path, value: leaf } = random.pick(candidates)
    return replaced(value, path, String(leaf))
  }),
})
