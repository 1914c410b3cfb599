import { z } from 'zod'
import { defineFault } from '../../src/engine/plan/define-fault.ts'
import type { Injection } from '../../src/engine/plan/injection.ts'
import { anyTraits } from './traits.ts'

/** Frames that are due together arrive in one read. A fault of the transport keeps them apart, even one that does nothing. */
export const eachFrameAlone: Injection = defineFault({
  name: 'each-frame-alone',
  summary: 'does nothing',
  ...anyTraits,
  sources: [],
  breaks: [],
  parameters: z.object({}),
  transport: (items) => items,
})()
