import { isOfToolServer } from '../../engine/kit/tool-server.ts'
import { needsToolServer } from '../../engine/model/fault.ts'
import type { FaultChoices } from './fault-choices.ts'
import type { Feedback } from './trials.ts'

/** Removes the faults of tool servers if the app calls none. Injected faults that the user passed in stay. */
export function withoutIdleFaults(faults: FaultChoices, { calls }: Feedback): FaultChoices {
  if (calls.some(({ call }) => isOfToolServer(call))) return faults
  return { ...faults, choices: faults.choices.filter(({ fault, injection }) => injection !== undefined || !needsToolServer(fault)) }
}
