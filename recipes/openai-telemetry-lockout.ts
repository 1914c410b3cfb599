import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { serverError } from '../faults/index.ts'

/**
 * OpenAI fades away within a quarter of an hour, and comes back slowly.
 * @example
 * chaos.play(openaiTelemetryLockout({ speed: 10 }))
 */
export const openaiTelemetryLockout: RecipeFactory = defineRecipe({
  name: 'openai-telemetry-lockout',
  summary: 'OpenAI fades away within a quarter of an hour, and comes back slowly',
  story:
    'On 2024-12-11 a new telemetry agent at OpenAI overwhelmed the control planes of its clusters. ' +
    'Cached names hid it for minutes, then the API was down for hours. ' +
    'Models came back one by one, and whoever comes back all at once gets in the way.',
  sources: ["OpenAI's write-up of 2024-12-11, by failysis.com/postmortems", 'securityonline.info'],
  sourced: [
    '4 h 22 min in all, substantially better after 140 minutes, by reports that quote OpenAI',
    'that caches hid it at first, by the same',
  ],
  assumed: ['the rise of a quarter of an hour, 95 %, and the fall from 50 %', '503 for every error', 'all models as one'],
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
      what: 'it comes back',
      injections: [serverError({ status: 503 }).for({ provider: 'openai' }).ramp(0.5, 0, '122m')],
    },
  ],
})
