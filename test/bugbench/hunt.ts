import type { Chaos } from '../../src/index.ts'
import { InconclusiveError, ResilienceError, survives, type Property, type Task } from '../../src/property/index.ts'

/** How many plans an app is tried under. */
export const runs = 200

/** Tries an app under the default search. `undefined` where it survives, or nothing was found out. */
export async function hunt(chaos: Chaos, task: Task, properties: readonly Property[]): Promise<ResilienceError | undefined> {
  try {
    await survives(chaos, task, { properties, runs })
    return undefined
  } catch (error) {
    if (error instanceof ResilienceError) return error
    if (error instanceof InconclusiveError) return undefined
    throw error
  }
}
