/** How one case of a suite came out. */
export interface Result {
  readonly name: string
  /** What went wrong; `undefined` if the case passed. */
  readonly failure: string | undefined
}

/** Cases that cannot pass, and why. */
export interface Exception {
  /** The names of the cases it covers. */
  readonly cases: RegExp
  readonly reason: string
}

/** Published cases that are not run, and why. */
export interface LeftOut {
  readonly count: number
  readonly reason: string
}

/** A suite of cases that others published, or that follows a list that they published. */
export interface Suite {
  readonly name: string
  /** The package that holds the suite or the client that it drives. */
  readonly package?: string
  /** What publishes the cases. */
  readonly source: string
  readonly exceptions: readonly Exception[]
  readonly leftOut?: LeftOut
  /** What is not compared within the cases, and why. */
  readonly remarks?: readonly string[]
  run(): Promise<readonly Result[]>
}

/** A case as a function that throws if it fails. */
export type Cases = Readonly<Record<string, () => unknown>>

/** Runs cases one after the other. */
export async function runCases(cases: Cases): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run()
      results.push({ name, failure: undefined })
    } catch (error) {
      results.push({ name, failure: error instanceof Error ? error.message : String(error) })
    }
  }
  return results
}

/** Why a case is excepted; `undefined` if it must pass. */
export function exceptionFor(suite: Suite, name: string): Exception | undefined {
  return suite.exceptions.find(({ cases }) => cases.test(name))
}
