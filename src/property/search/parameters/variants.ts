import type { FaultDefinition } from '../../../engine/model/fault.ts'
import { usualParameters } from './first-tries.ts'
import { branchesOf, choicesOf, isDuration, schemaOf, type ParameterSchema } from './schema.ts'

/** The parameter that sets after how many deltas of a stream a fault fires. */
const position = 'afterDeltas'

/**
 * Other useful parameters of a fault: each value of a parameter with few values, and each kind of position in
 * a stream. Then two of these changes together, since some have no effect alone.
 * @param deltas the most deltas in a stream of the baseline run
 */
export function parameterVariants(fault: FaultDefinition, deltas: number): Record<string, unknown>[] {
  const usual = usualParameters(fault)
  const completed = fault.parameters.safeParse(usual).data ?? usual
  const changes = Object.entries(schemaOf(fault).properties).map(([name, schema]) =>
    [...new Set(name === position ? positionsIn(deltas) : kindsOf(schema))]
      .filter((value) => JSON.stringify(value) !== JSON.stringify(completed[name]))
      .map((value) => ({ [name]: value })),
  )
  return [...changes.flat(), ...twoAtOnce(changes)]
    .map((change) => ({ ...usual, ...change }))
    .filter((parameters) => fault.parameters.safeParse(parameters).success)
}

/** Before the first delta, after one, in the middle, before the last, and with only the terminal event missing. */
function positionsIn(deltas: number): number[] {
  return [0, 1, Math.floor(deltas / 2), deltas - 1, deltas].filter((after) => after >= 0 && after <= deltas)
}

/** The values of one parameter that differ in kind: all if there are few, and the longest duration, which no client waits for. */
function kindsOf(schema: ParameterSchema): readonly unknown[] {
  const choices = choicesOf(schema)
  if (choices !== undefined) return choices
  if ('const' in schema) return [schema['const']]
  if (isDuration(schema)) return [120_000]
  if (schema['type'] === 'boolean') return [false, true]
  return branchesOf(schema)?.flatMap(kindsOf) ?? []
}

function twoAtOnce(changes: readonly (readonly object[])[]): object[] {
  return changes.flatMap((ones, index) =>
    changes.slice(index + 1).flatMap((others) => ones.flatMap((one) => others.map((other) => ({ ...one, ...other })))),
  )
}
