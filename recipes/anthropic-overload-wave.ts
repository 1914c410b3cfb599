import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { midStreamError, overloaded } from '../faults/index.ts'

/**
 * Anthropic is overloaded for a while, with 529s and with errors in the middle of answers.
 * @example
 * chaos.play(anthropicOverloadWave({ intensity: 0.5 }))
 */
export const anthropicOverloadWave: RecipeFactory = defineRecipe({
  name: 'anthropic-overload-wave',
  summary: 'Anthropic is overloaded for a while, with 529s and with errors in the middle of answers',
  story:
    'Since 2024 Anthropic users report waves of 529s, often while the status page is green. ' +
    'Few of the error responses have a Retry-After, and some answers begin with a 200 and end in an error event. ' +
    'One client tried ten times in a row and waited 183 s in all.',
  sources: [
    'https://github.com/anthropics/claude-code/issues/2919',
    'https://github.com/anthropics/claude-code/issues/3558',
    'https://docs.claude.com/en/docs/build-with-claude/streaming',
  ],
  sourced: [
    'the status 529 and its body',
    'error events after a 200, as documented',
    'that error responses often have no retry-after',
    'ten attempts in a row that waited 183 s in all',
  ],
  assumed: [
    'the length of a wave, its rise and its fall',
    'error responses for 60% of the calls and error events in 10% of the other answers at the peak',
    'a retry-after of 8 s in one of five error responses',
  ],
  invented: [],
  breaks: ['retries-at-most', 'backs-off', 'settles-within', 'falls-back', 'no-silent-truncation'],
  phases: [
    { from: 0, to: '3m', what: 'the load rises', injections: [overloaded().for('anthropic').ramp(0, 0.6, '3m')] },
    {
      from: '3m',
      to: '18m',
      what: 'most calls are refused',
      injections: [
        overloaded({ retryAfter: '8s' }).for('anthropic').chance(0.12),
        // Drawn if the first has not fired: 0.12 + 0.88 x 0.545 = 0.6.
        overloaded().for('anthropic').chance(0.545),
        midStreamError({ kind: 'overloaded', afterDeltas: 4 }).for('anthropic').chance(0.1),
      ],
    },
    { from: '18m', to: '23m', what: 'the load falls', injections: [overloaded().for('anthropic').ramp(0.6, 0, '5m')] },
  ],
})
