import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  parameter: z.string().optional().describe('the request parameter that the provider finds fault with'),
  message: z.string().optional().describe('the error message. Default: the wording of the provider'),
})

/**
 * The provider rejects the request as invalid, whether or not it is. Its own error looks like the caller's.
 * Reported in: Azure OpenAI on 2026-03-09, 20 hours of 400s on one model for requests that had always succeeded (azure.status.microsoft,
 * 8GCS-858).
 * @example
 * chaos.inject(badRequest({ parameter: 'temperature' }).for('gpt-5.2').chance(0.3))
 */
export const badRequest: FaultFactory<typeof parameters> = defineFault({
  name: 'bad-request',
  summary: 'the provider rejects the request as invalid, even if it is valid',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://azure.status.microsoft/en-us/status/history/', 'https://platform.openai.com/docs/guides/error-codes/api-errors'],
  breaks: ['no-retry-of-permanent', 'errors-identify-cause', 'falls-back'],
  parameters,
  admit: (_call, { parameters: { parameter, message } }) => ({
    kind: 'bad-request',
    ...(parameter === undefined ? {} : { parameter }),
    ...(message === undefined ? {} : { message }),
  }),
})
