import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

/**
 * OpenAI error rates grow within a quarter of an hour and recover slowly.
 * @example
 * chaos.play(openaiTelemetryLockout({ speed: 10 }))
 */
export const openaiTelemetryLockout: RecipeFactory = defineRecipe({
  name: 'openai-telemetry-lockout',
  summary: 'OpenAI error rates grow within a quarter of an hour and recover slowly',
  story:
    'On 2024-12-11 a new telemetry agent at OpenAI overwhelmed the control planes of its clusters. ' +
    'Cached names hid it for minutes, then the API was down for hours. ' +
    'Models recovered one by one, and traffic that returns all at once delays them.',
  sources: ['https://status.openai.com/incidents/ctrsv3lwd797'],
  sourced: ['4 h 22 min in all, substantial recovery after 140 minutes', 'that caches hid it at first'],
  assumed: ['the rise of a quarter of an hour, 95%, and the fall from 50%', '503 for every error'],
  invented: ['all models as one'],
  breaks: ['falls-back', 'circuit-opens', 'recovers-within', 'settles-within', 'retries-at-most'],
  phases: [
    {
      from: 0,
      to: '15m',
      what: 'caches run out',
      injections: [serverError({ status: 503 }).for({ provider: 'openai' }).ramp(0, 0.95, '15m')],
    },
    {
      from: '15m',
      to: '140m',
      what: 'nearly every call fails',
      injections: [serverError({ status: 503 }).for({ provider: 'openai' }).chance(0.95)],
    },
    {
      from: '140m',
      to: '262m',
      what: 'it recovers',
      injections: [serverError({ status: 503 }).for({ provider: 'openai' }).ramp(0.5, 0, '122m')],
    },
  ],
})
