/** One thing to be measured beside others. */
export interface Contender {
  readonly name: string
  /** One unit of work. */
  run(): Promise<unknown>
}

const rounds = 15

/** The time that a contender takes for a number of runs, in milliseconds. */
async function time(contender: Contender, runs: number): Promise<number> {
  const start = performance.now()
  for (let run = 0; run < runs; run++) await contender.run()
  return performance.now() - start
}

/**
 * The median time of one run of each contender, in microseconds. Measured in turns, round by round, so that whatever else the
 * machine does falls on all of them.
 */
export async function measure(contenders: readonly Contender[], runs: number): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (const contender of contenders) await time(contender, runs)
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) times.get(contender.name)!.push(((await time(contender, runs)) / runs) * 1_000)
  }
  return new Map([...times].map(([name, values]) => [name, values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!]))
}

/** Prints one ratio, and the figures it is made of. */
export function report(title: string, measured: number, against: number, limit: string): void {
  console.log(
    `${title.padEnd(62)} ${(measured / against).toFixed(2)}x   (${measured.toFixed(0)} us against ${against.toFixed(0)} us; asked: ${limit})`,
  )
}
