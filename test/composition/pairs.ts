import { catalogue as allFaults } from '../../faults/catalogue.ts'
import { needsToolServer, stages, type Stage } from '../../src/engine/model/fault.ts'
import type { FaultDefinition } from '../../src/index.ts'

/** The faults of models. Those of tool servers are composed in test/dialects/mcp-pairs.sweep.test.ts: they do nothing here. */
export const catalogue = allFaults.filter((fault) => !needsToolServer(fault))

/** Two faults, the first of which is injected first for streaming calls, and last for non-streaming ones. */
export type Pair = readonly [first: FaultDefinition, second: FaultDefinition]

/** The first stage at which a fault acts. */
export function stageOf(fault: FaultDefinition): Stage {
  return stages.find((stage) => fault[stage] !== undefined)!
}

/** Every pair of faults, each fault with itself included. */
export const allPairs: readonly Pair[] = catalogue.flatMap((first, index) => catalogue.slice(index).map((second): Pair => [first, second]))

/** Every pair whose first fault acts at a stage. */
export function pairsFrom(stage: Stage): readonly Pair[] {
  return allPairs.filter(([first]) => stageOf(first) === stage)
}

/** How far apart in the catalogue the faults of a sampled pair are. The catalogue is ordered by families, so most are of two. */
const distance = 7

/**
 * About one pair in forty, the same ones on each run: every fault with the one 7 places further on, the catalogue taken as a ring,
 * so that each fault is the first in at least one pair and the second in one; and for every two stages the first fault of each.
 */
export const sampledPairs: readonly Pair[] = [
  ...catalogue.map((first, index): Pair => [first, catalogue[(index + distance) % catalogue.length]!]),
  ...stages.flatMap((one) => stages.map((other): Pair => [firstAt(one), firstAt(other)])),
]

function firstAt(stage: Stage): FaultDefinition {
  return catalogue.find((fault) => stageOf(fault) === stage)!
}
