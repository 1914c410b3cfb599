/** The result of one case. */
export interface Result {
  readonly name: string
  /** What went wrong. `undefined` if the case passed. */
  readonly failure: string | undefined
}

/** Cases that cannot pass, and why. */
export interface Exception {
  /** The names of the cases it covers. */
  readonly cases: RegExp
  readonly reason: string
}

/** Published cases that are skipped, and why. */
export interface LeftOut {
  readonly count: number
  readonly reason: string
}

/** A suite of published cases, or of cases that follow a published list. */
export interface Suite {
  readonly name: string
  /** The package with the suite, or with the client that it uses. */
  readonly package?: string
  /** The publisher of the cases. */
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

/** The reason why a case is allowed to fail. `undefined` if it must pass. */
export function exceptionFor(suite: Suite, name: string): Exception | undefined {
  return suite.exceptions.find(({ cases }) => cases.test(name))
}
