import { z } from 'zod'
import { changingJson, defineFault, firstResult, replaced, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  field: z.string().optional().describe('the member. Default: one that is drawn by seed'),
})

/**
 * A member of the first result is missing, or of the answer if it has no results.
 * Reported in: a search API that sometimes sent results without their text, which made the entire search fail.
 * @example
 * chaos.inject(fieldMissing({ field: 'content' }))
 */
export const fieldMissing: FaultFactory<typeof parameters> = defineFault({
  name: 'field-missing',
  summary: 'a field of the response is missing',
  family: 'Tool results',
  needs: ['json-result'],
  shows: 'wrong-structure',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/nicobailon/pi-web-access/issues/258'],
  breaks: ['typed-errors', 'schema-valid-or-error'],
  parameters,
  answer: changingJson((value, { call, parameters: { field }, random }) => {
    const result = firstResult(value, call)
    const names = Object.keys(result?.value ?? {})
    if (result === undefined || names.length === 0) return value
    const gone = field ?? random.pick(names)
    return replaced(value, result.path, Object.fromEntries(Object.entries(result.value).filter(([name]) => name !== gone)))
  }),
})
