import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { overloaded, serverError } from '../faults/index.ts'

/**
 * OpenAI is down, and those who take its traffic fall over too: the fallback fails with what it was to replace.
 * @example
 * chaos.play(everyoneFellTogether({ from: '1h', to: '3h' }))
 */
export const everyoneFellTogether: RecipeFactory = defineRecipe({
  name: 'everyone-fell-together',
  summary: 'OpenAI is down for hours, and two hours in the others are overloaded as well',
  story:
    'On 2024-06-04 ChatGPT went down in the early morning and stayed so for hours. ' +
    'The same morning Claude and Perplexity said that they were at capacity; the press suspected the traffic that had been turned away elsewhere. ' +
    'An app that falls back needs an end to its falling back: a last answer that needs no model.',
  sources: ['techrounder.com', 'goover.ai', 'https://github.com/atlarge-research/llm-service-analysis'],
  sourced: ['that all three were down on one morning, by press reports', 'that ChatGPT was so for hours, by the same'],
  assumed: [
    'six hours, and 95 % of the calls to OpenAI refused',
    '70 % of those to Anthropic, from the third hour on, for two hours',
    'the APIs in place of the apps, and Anthropic for all others',
  ],
  breaks: ['settles-within', 'fallback-terminates', 'falls-back', 'retries-at-most'],
  phases: [
    { from: 0, to: '6h', what: 'OpenAI is down', injections: [serverError({ status: 503 }).for('openai').chance(0.95)] },
    { from: '2h', to: '4h', what: 'whoever takes its traffic is overloaded', injections: [overloaded().for('anthropic').chance(0.7)] },
  ],
})
