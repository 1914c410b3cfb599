import type { ReplayReport } from '../../engine/run/schedule.ts'

/** How the calls of a replay were found in an incident, in lines; the first says how many. */
export function replayInWords({ byKey, byPosition, missing, unforeseen }: ReplayReport): string[] {
  return [
    `matched ${byKey} calls by what they ask, ${byPosition} by their position`,
    ...missing.map(
      ({ provider, endpoint, model, position, chosen }) =>
        `never came: call ${position + 1} to ${[provider, endpoint, model].filter((word) => word !== undefined).join(' ')}${chosen.length === 0 ? '' : `, with ${chosen.join(', ')}`}`,
    ),
    ...unforeseen.map(
      ({ provider, endpoint, model, attempt }) => `not recorded, so undisturbed: ${provider} ${endpoint} ${model}, attempt ${attempt + 1}`,
    ),
  ]
}
