import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { overloaded, serverError } from '../faults/index.ts'

/**
 * OpenAI is down for hours, and the fallback is overloaded when it fails again.
 * @example
 * chaos.play(everyoneFellTogether({ from: '7h', to: '9h' }))
 */
export const everyoneFellTogether: RecipeFactory = defineRecipe({
  name: 'everyone-fell-together',
  summary: 'OpenAI is down for hours, and the fallback is overloaded when it fails again',
  story:
    'On 2024-06-04 a database of ChatGPT ran out of connections: it was down for 261 minutes, up for 184, and down for another 173. ' +
    'When the second wave began, users of Claude and Perplexity reported failures too. ' +
    'An app that falls back needs an answer for the case that the fallback fails.',
  sources: ['https://status.openai.com/incidents/qvp3rhvc3vwk', 'https://aimojo.pro/ai-meltdown-chatgpt-claude-perplexity-outage'],
  sourced: [
    'ChatGPT down for 261 minutes, up for 184, and down for 173',
    'failures of other providers at about the second wave, from a blog',
  ],
  assumed: ['95% of the calls to OpenAI refused', '70% of the calls to the others, for the length of the second wave'],
  invented: ['the API instead of ChatGPT', 'Anthropic for all others, with a 529'],
  breaks: ['settles-within', 'fallback-terminates', 'falls-back', 'retries-at-most'],
  phases: [
    { from: 0, to: '261m', what: 'OpenAI is down', injections: [serverError({ status: 503 }).for('openai').chance(0.95)] },
    { from: '261m', to: '445m', what: 'all is well', injections: [] },
    {
      from: '445m',
      to: '618m',
      what: 'OpenAI is down again, and the fallback is overloaded',
      injections: [serverError({ status: 503 }).for('openai').chance(0.95), overloaded().for('anthropic').chance(0.7)],
    },
  ],
})
