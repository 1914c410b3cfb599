import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { midStreamError, overloaded, serverError, slowFirstToken, truncatedStream } from '../faults/index.ts'

/**
 * Four documented outages in one hour. The demo plays this recipe.
 * @example
 * chaos.play(oneBadHour())
 */
export const oneBadHour: RecipeFactory = defineRecipe({
  name: 'one-bad-hour',
  summary: 'four documented incidents, one after another within an hour',
  story:
    'No provider had this hour, but each of its parts is on record. ' +
    'OpenAI responses stop midway (2026-05), then each is 30 s late (2024-12-04), then OpenAI is down (2024-06-04) while Anthropic is overloaded (2025-07). ' +
    'In the last five minutes all is well again, and an app must return to the provider that it had left.',
  sources: [
    'https://github.com/anomalyco/opencode/issues/26170',
    'https://status.openai.com/incidents/55qs3vq1m35z',
    'https://status.openai.com/incidents/qvp3rhvc3vwk',
    'https://github.com/anthropics/claude-code/issues/2919',
    'https://docs.claude.com/en/docs/build-with-claude/streaming',
  ],
  sourced: ['streams that stop in the middle of an answer', 'the 30 s', 'OpenAI down for hours', '529s, and error events after a 200'],
  assumed: ['the rates, and the point at which an answer stops', '503 as the status of the outage, and a retry-after of 1 s'],
  invented: ['that all of it happens within one hour'],
  breaks: ['no-silent-truncation', 'settles-within', 'falls-back', 'retries-at-most'],
  phases: [
    { from: 0, to: '10m', what: 'all is well', injections: [] },
    {
      from: '10m',
      to: '25m',
      what: 'OpenAI answers stop midway',
      injections: [truncatedStream({ afterDeltas: 6 }).for('openai').chance(0.8)],
    },
    { from: '25m', to: '40m', what: 'every OpenAI response is 30 s late', injections: [slowFirstToken({ by: '30s' }).for('openai')] },
    {
      from: '40m',
      to: '55m',
      what: 'OpenAI is down, and Anthropic is overloaded',
      injections: [
        serverError({ status: 503 }).for('openai').chance(0.95),
        overloaded({ retryAfter: '1s' }).for('anthropic').chance(0.2),
        midStreamError({ kind: 'overloaded', afterDeltas: 5 }).for('anthropic').chance(0.15),
      ],
    },
    { from: '55m', to: '60m', what: 'all is well again', injections: [] },
  ],
})
