import type { Chaos } from '../chaos/chaos.ts'
import { checkBaseline, completeOf } from './baseline.ts'
import { startEmulator } from './emulator.ts'
import { judged, type PlayedRow } from './judged.ts'
import { played, type Row, type Setting } from './played.ts'

/** What a program goes through. */
export interface ProgramMatrixOptions extends Setting {
  /** The emulated providers, with their seed, answers and speed. */
  readonly chaos: Chaos
  readonly rows: readonly Row[]
  /** The run without faults. Default: with the answers of `chaos` */
  readonly baseline?: Row | undefined
  /** How many rows run at once. */
  readonly concurrency: number
  /** Whether Node processes are answered wherever they call, as by `brownout run`. */
  readonly joinsNode: boolean
  /** What its output has if the answer is complete. Default: the text of the answer */
  readonly expected?: string | RegExp | undefined
  /** Called with each row, in order, once it and all before it have ended. */
  readonly onRow?: ((row: PlayedRow) => void) | undefined
}

/** The table of a program. */
export interface ProgramMatrix {
  /** The run without faults, then the rows. */
  readonly rows: readonly PlayedRow[]
  /** What decided whether an answer is complete: its text, what is expected, or the output without faults. */
  readonly completeBy: 'answer' | 'expected' | 'output'
}

/**
 * Runs a program once without faults and once per row, each with its own faults and journal.
 * @throws BrownoutError if the program cannot be started, does not work without faults, or calls no emulated provider
 */
export async function programMatrix(options: ProgramMatrixOptions): Promise<ProgramMatrix> {
  const { chaos, rows, baseline = { name: 'none', scenario: {} }, concurrency, joinsNode, expected, onRow = () => {} } = options
  const emulator = await startEmulator(chaos, joinsNode)
  try {
    const undisturbed = await played(emulator, baseline, options)
    checkBaseline(undisturbed, options)
    const complete = completeOf(undisturbed, expected)
    const results = [judged(undisturbed, complete, true)]
    onRow(results[0]!)
    const lanes: Promise<PlayedRow>[] = []
    for (const [index, row] of rows.entries()) {
      const earlier = lanes[index - concurrency] ?? Promise.resolve()
      const lane = earlier.then(async () => judged(await played(emulator, row, options), complete))
      // It is awaited below, in order.
      lane.catch(() => {})
      lanes.push(lane)
    }
    for (const lane of lanes) {
      const row = await lane
      onRow(row)
      results.push(row)
    }
    return { rows: results, completeBy: expected !== undefined ? 'expected' : complete.answers.length > 0 ? 'answer' : 'output' }
  } finally {
    await emulator.close()
  }
}
