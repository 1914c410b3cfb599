import { BrownoutError } from '../base/errors.ts'
import type { FaultDefinition } from '../model/fault.ts'
import { suggestion } from '../base/nearest.ts'
import { wordingOfIssues } from '../base/wrong-value.ts'

/** Checks the parameters of a fault and adds the defaults. */
export function readParameters(fault: FaultDefinition, parameters: unknown): Readonly<Record<string, unknown>> {
  const known = Object.keys(fault.parameters.shape)
  for (const name of Object.keys((parameters as object | null) ?? {})) {
    if (!known.includes(name)) {
      const expected = known.length === 0 ? ' It takes no parameters.' : suggestion(name, known)
      throw new BrownoutError(`Cannot inject "${fault.name}": it has no parameter "${name}".${expected}`)
    }
  }
  const result = fault.parameters.safeParse(parameters)
  if (result.success) return result.data
  throw new BrownoutError(`Cannot inject "${fault.name}": ${wordingOfIssues(result.error.issues, parameters)}.`)
}
