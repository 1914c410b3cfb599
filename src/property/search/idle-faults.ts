import { isOfTool, isOfToolServer } from '../../engine/kit/tool-server.ts'
import { needsToolServer, type FaultDefinition } from '../../engine/model/fault.ts'
import type { Need } from '../../engine/model/fault-traits.ts'
import type { FaultChoices } from './fault-choices.ts'
import type { Feedback } from './trials.ts'

const ofServersAlone: ReadonlySet<Need> = new Set<Need>(['tool-server', 'tool-list', 'session', 'resumable-stream', 'tool-task'])

/** Removes the faults of tools if the app calls none, or none of a tool server. Injected faults that the user passed in stay. */
export function withoutIdleFaults(faults: FaultChoices, { calls }: Feedback): FaultChoices {
  if (calls.some(({ call }) => isOfToolServer(call))) return faults
  const isIdle: (fault: FaultDefinition) => boolean = calls.some(({ call }) => isOfTool(call))
    ? ({ needs }) => needs.some((need) => ofServersAlone.has(need))
    : needsToolServer
  return { ...faults, choices: faults.choices.filter(({ fault, injection }) => injection !== undefined || !isIdle(fault)) }
}
