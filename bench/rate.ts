import type { Contender, Prepared } from './contender.ts'
import type { Ask, Client, Load } from './load.ts'

/** How long each contender is measured. */
export interface Effort {
  readonly rounds: number
  /** How long each contender answers before it is measured, in milliseconds: code that has just begun to run is several times slower. */
  readonly warmUp: number
  /** How long a slice makes calls, in milliseconds. */
  readonly slice: number
}

/** How a contender answered in one slice of time. */
export interface Slice {
  /** Answers a second. */
  readonly perSecond: number
  /** What an answer cost this process, in microseconds of CPU: hardly moved by what else the machine does. */
  readonly cpu: number
  /** How long each answer took, in milliseconds. */
  readonly latencies: readonly number[]
}

/** The slices of each contender, round by round, by the number of calls in flight. */
export type Slices = ReadonlyMap<Contender, ReadonlyMap<number, readonly Slice[]>>

/** Makes calls for a while, with `inFlight` of them in flight. */
async function slice(ask: Ask, inFlight: number, length: number): Promise<Slice> {
  const latencies: number[] = []
  const cpu = process.cpuUsage()
  const start = performance.now()
  const worker = async (): Promise<void> => {
    do {
      const asked = performance.now()
      await ask()
      latencies.push(performance.now() - asked)
    } while (performance.now() - start < length)
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const seconds = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: latencies.length / seconds, cpu: (user + system) / latencies.length, latencies }
}

async function sliceOf(prepared: Prepared, client: Client, load: Load, inFlight: number, length: number): Promise<Slice> {
  const { baseURL, end } = prepared.begin()
  try {
    return await slice(client(baseURL, load), inFlight, length)
  } finally {
    end()
  }
}

/**
 * How fast each contender answers. They are measured in turns, round by round, so that other work of the machine affects
 * all of them.
 */
export async function slicesOf(
  contenders: readonly Contender[],
  { client, load, inFlight, effort }: { client: Client; load: Load; inFlight: readonly number[]; effort: Effort },
): Promise<Slices> {
  const prepared = await Promise.all(contenders.map(async (contender) => [contender, await contender.prepare(load)] as const))
  const found = new Map(contenders.map((contender) => [contender, new Map(inFlight.map((count): [number, Slice[]] => [count, []]))]))
  try {
    for (const [, ready] of prepared) await sliceOf(ready, client, load, 8, effort.warmUp)
    for (let round = 0; round < effort.rounds; round++) {
      for (const count of inFlight) {
        for (const [contender, ready] of prepared) {
          found
            .get(contender)!
            .get(count)!
            .push(await sliceOf(ready, client, load, count, effort.slice))
        }
      }
    }
  } finally {
    for (const [, ready] of prepared) await ready.close()
  }
  return found
}
