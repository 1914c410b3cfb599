import { z } from 'zod'
import { BrownoutError } from './errors.ts'
import type { AnyFault } from './fault.ts'
import type { Injection } from './injection.ts'
import type { Journal } from './journal.ts'
import { readPlan, writePlan, type Plan } from './plan.ts'

/** The version of the incident format that this version of brownout writes and reads. */
export const incidentVersion = 1

/** What happened, so that anyone can make it happen again: the seed, the plan, and the journal to compare with. */
export interface Incident {
  readonly format: 'brownout-incident'
  readonly version: typeof incidentVersion
  readonly seed: string
  readonly plan: Plan
  /** What every question was answered with, undisturbed, by the key of its call. */
  readonly answers: Readonly<Record<string, string>>
  readonly journal: ReturnType<Journal['toJSON']>
}

const incidentSchema = z.looseObject({
  format: z.literal('brownout-incident'),
  version: z.literal(incidentVersion),
  seed: z.string(),
  plan: z.unknown(),
})

/**
 * A run as an incident.
 * @throws BrownoutError where an injection has a `.when`.
 */
export function writeIncident(seed: string, injections: readonly Injection[], journal: Journal): Incident {
  const answers: Record<string, string> = {}
  for (const { key, truth } of journal.calls) if (truth !== undefined) answers[key] = truth
  return { format: 'brownout-incident', version: incidentVersion, seed, plan: writePlan(injections), answers, journal: journal.toJSON() }
}

/**
 * The seed and the injections of an incident, from its value or its JSON text.
 * @param catalogue the faults that its plan may name
 * @throws BrownoutError where it is no incident, or one of another version.
 */
export function readIncident(
  source: unknown,
  catalogue: readonly AnyFault[],
): { readonly seed: string; readonly injections: readonly Injection[] } {
  const data = typeof source === 'string' ? parse(source) : source
  const { format, version } = (data ?? {}) as { format?: unknown; version?: unknown }
  if (format !== 'brownout-incident') {
    throw new BrownoutError(
      `Cannot read the incident: its "format" is ${JSON.stringify(format) ?? 'missing'}, expected "brownout-incident".`,
    )
  }
  if (version !== incidentVersion) {
    throw new BrownoutError(
      `Cannot read the incident: its version is ${JSON.stringify(version) ?? 'missing'}, and this brownout reads version ${incidentVersion}.`,
    )
  }
  const result = incidentSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot read the incident: ${z.prettifyError(result.error)}`)
  return { seed: result.data.seed, injections: readPlan(result.data.plan, catalogue) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BrownoutError(`Cannot read the incident: it is no JSON (${(error as Error).message}).`, { cause: error })
  }
}
