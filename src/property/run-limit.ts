import { formatDuration, milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { Property } from './verdict/define-property.ts'

const usual = milliseconds('1h')

/**
 * Returns the time limit of a task, in ms: the given one, else an hour, or longer if a property needs it.
 * @throws BrownoutError if the given limit is too short to judge a property
 */
export function runLimit(properties: readonly Property[], given: Duration | undefined): number {
  const longest = properties.reduce<Property | undefined>((most, next) => ((next.takes ?? 0) > (most?.takes ?? 0) ? next : most), undefined)
  const takes = longest?.takes ?? 0
  if (given === undefined) return Math.max(usual, takes)
  const limit = milliseconds(given)
  if (limit < takes)
    throw new BrownoutError(
      `survives() cannot judge "${longest!.id}" with { limit: '${formatDuration(limit)}' }: expected a limit of at least ${formatDuration(takes)}.`,
    )
  return limit
}
