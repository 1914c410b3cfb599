import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  at: duration.default(0).describe('when it is gone, in ms on the clock'),
})

/**
 * The model is retired at some time, with no earlier notice in its responses.
 * Reported in: the shutdown dates of OpenAI and Anthropic, from which on a model returns 404.
 * @example
 * chaos.inject(retiredModel({ at: '1h' }).for('gpt-4-32k'))
 */
export const retiredModel: FaultFactory<typeof parameters> = defineFault({
  name: 'retired-model',
  summary: 'the model is retired at a set time',
  family: 'Model identity',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://platform.openai.com/docs/deprecations', 'https://docs.anthropic.com/en/docs/about-claude/model-deprecations'],
  breaks: ['no-retry-of-permanent', 'falls-back', 'errors-identify-cause'],
  parameters,
  admit: (call, { parameters: { at } }) => (call.at >= at ? { kind: 'model-not-found', cause: 'retired' } : undefined),
})
