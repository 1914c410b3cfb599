import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The requested model does not exist: retired, renamed, or removed from the account.
 * Reported in: the shutdown dates of OpenAI's and Anthropic's deprecation pages, which give the hour from which a model returns 404.
 * @example
 * chaos.inject(modelNotFound().for('gpt-4-32k'))
 */
export const modelNotFound: FaultFactory<typeof parameters> = defineFault({
  name: 'model-not-found',
  summary: 'the requested model does not exist',
  family: 'HTTP errors',
  needs: [],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://platform.openai.com/docs/deprecations', 'https://docs.anthropic.com/en/docs/about-claude/model-deprecations'],
  breaks: ['no-retry-of-permanent', 'falls-back'],
  parameters,
  admit: () => ({ kind: 'model-not-found' }),
})
