import { z } from 'zod'
import { BrownoutError } from '../base/errors.ts'
import { readParameters } from './parameters.ts'
import type { FaultDefinition, KnownFault } from '../model/fault.ts'
import { Injection, type InjectionData } from './injection.ts'
import { nearest } from '../base/nearest.ts'
import { triggerNames, triggerSchema } from './trigger.ts'
import { checkValue, listLike } from '../base/options.ts'
import { checkNames, wordingOfIssues } from '../base/wrong-value.ts'
import { valueInWords } from '../base/value-in-words.ts'

/** The version of the plan format that this version of brownout writes and reads. */
export const planVersion = 1

const injectionSchema = z.strictObject({
  fault: z.string(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  trigger: triggerSchema.default({}),
  conditional: z.literal(true).optional(),
})

const planSchema = z.strictObject({
  version: z.literal(planVersion),
  injections: z.array(injectionSchema),
})

/** A list of injections as plain data that can be written as JSON. */
export interface Plan {
  readonly version: typeof planVersion
  readonly injections: readonly InjectionData[]
}

/**
 * Converts injections to plain data.
 * @throws BrownoutError if one has a `.when`
 * @example
 * writeFileSync('plan.json', JSON.stringify(writePlan([overloaded().first(2)])))
 */
export function writePlan(injections: readonly Injection[]): Plan {
  checkValue(
    'writePlan()',
    injections,
    listLike('[overloaded().first(2)]', (each) => each instanceof Injection),
  )
  return { version: planVersion, injections: injections.map((injection) => injection.toJSON()) }
}

/**
 * Checks the data of a plan, except for the names and parameters of its faults.
 * @throws BrownoutError if the plan has another version or a wrong trigger
 */
export function readPlanData(data: unknown): Plan {
  const version = (data as { version?: unknown } | null)?.version
  if (version !== planVersion) {
    throw new BrownoutError(
      `Cannot read the plan: its version is ${version === undefined ? 'missing' : valueInWords(version)}, and this brownout reads version ${planVersion}.`,
    )
  }
  checkPlanNames(data as { readonly injections?: unknown })
  const result = planSchema.safeParse(data)
  if (!result.success) throw new BrownoutError(`Cannot read the plan: ${wordingOfIssues(result.error.issues, data)}.`)
  return {
    version: planVersion,
    injections: result.data.injections.map(({ conditional, ...injection }) =>
      conditional === true ? { ...injection, conditional } : injection,
    ),
  }
}

/**
 * Parses the injections of a plan.
 * @param faults the faults that the plan can name
 * @param given `isScheduled`: whether a schedule next to the plan lists the calls that each injection matches, including those of a `.when`
 * @throws BrownoutError if the plan has another version, an unknown fault, a wrong parameter or a wrong trigger
 * @example
 * chaos.inject(...readPlan(writePlan([overloaded().first(2)]), catalogue))
 */
export function readPlan(data: unknown, faults: readonly KnownFault[], { isScheduled = false } = {}): Injection[] {
  const { injections } = readPlanData(data)
  checkValue('Reading a plan', faults, listLike('[...catalogue]', isFault))
  const known = faults.map((fault) => ('fault' in fault ? fault.fault : fault))
  return injections.map(({ fault: name, parameters, trigger, conditional }) => {
    const fault = findFault(name, known)
    if (conditional === true && !isScheduled)
      throw new BrownoutError(
        `Cannot read the plan: the injection of "${name}" had a .when(...), and no schedule next to it lists the calls that it matched.`,
      )
    // The schedule lists the calls that it matches.
    return new Injection(fault, readParameters(fault, parameters), trigger, conditional === true ? () => false : undefined)
  })
}

function isFault(value: unknown): boolean {
  return typeof value === 'function' || (typeof value === 'object' && value !== null && 'name' in value)
}

/** Rejects unknown member names and suggests the nearest known one. */
function checkPlanNames(plan: { readonly injections?: unknown }): void {
  checkNames('Cannot read the plan: a plan', plan, Object.keys(planSchema.shape))
  for (const injection of Array.isArray(plan.injections) ? (plan.injections as readonly { readonly trigger?: unknown }[]) : []) {
    checkNames('Cannot read the plan: an injection', injection, Object.keys(injectionSchema.shape))
    checkNames('Cannot read the plan: a trigger', injection?.trigger, triggerNames)
  }
}

/** The hint for a name that is not similar to a known one. */
const ownFaults =
  ' "npx brownout faults" lists the catalogue. A fault of your own must be passed as well: withChaos({ faults: [yourFault] }), or readIncident(file, [...catalogue, yourFault]).'

/**
 * Returns the fault with a name.
 * @throws BrownoutError if there is none, with the nearest name
 */
export function findFault(name: string, catalogue: readonly FaultDefinition[]): FaultDefinition {
  const fault = catalogue.find((candidate) => candidate.name === name)
  if (fault !== undefined) return fault
  const meant = nearest(
    name,
    catalogue.map((candidate) => candidate.name),
  )
  throw new BrownoutError(`Cannot inject "${name}": no such fault.${meant === undefined ? ownFaults : ` Did you mean "${meant}"?`}`)
}
