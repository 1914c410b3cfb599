import { processExits } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool server's process crashes, but its client is still used.
 * @example
 * chaos.play(serverDiedAndStayedDead({ on: 'orders' }))
 */
export const serverDiedAndStayedDead: RecipeFactory = defineRecipe({
  name: 'server-died-and-stayed-dead',
  summary: 'a tool server crashes, and the app keeps using its client',
  story:
    'In 2026 agents kept a client whose process had crashed: every later call failed with "Not connected", and the model got no error. ' +
    'A new process would have answered. ' +
    'The agents did not start one.',
  sources: ['https://github.com/juspay/neurolink/pull/1610', 'https://github.com/MoonshotAI/kimi-code/issues/2109'],
  sourced: ['a process that died with calls in flight, and a client that was kept'],
  assumed: ['a crash in every second call'],
  invented: ['the server of the terms'],
  breaks: ['reports-tool-failures', 'no-silent-tool-failure'],
  phases: [
    {
      from: 0,
      to: '1h',
      what: 'the process of the terms crashes',
      injections: [processExits({ exit: 'SIGSEGV' }).for({ provider: 'terms' }).chance(0.5)],
    },
  ],
})
