import type { ReplayReport } from '../../engine/run/schedule.ts'

/** The matches between the calls of a replay and an incident, in lines; the first has the counts. */
export function replayInWords({ byKey, byPosition, missing, unexpected }: ReplayReport): string[] {
  return [
    `matched ${byKey} calls by request, ${byPosition} by their position`,
    ...missing.map(
      ({ provider, endpoint, model, position, chosen }) =>
        `not made: call ${position + 1} to ${[provider, endpoint, model].filter((word) => word !== undefined).join(' ')}${chosen.length === 0 ? '' : `, with ${chosen.join(', ')}`}`,
    ),
    ...unexpected.map(
      ({ provider, endpoint, model, attempt }) =>
        `not recorded, so without faults: ${provider} ${endpoint} ${model}, attempt ${attempt + 1}`,
    ),
  ]
}
