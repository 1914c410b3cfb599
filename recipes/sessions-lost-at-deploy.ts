import { sessionLost } from '../faults/index.ts'
import { defineRecipe, type RecipeFactory } from '../src/kit.ts'

/**
 * A tool server loses its sessions in a deployment.
 * @example
 * chaos.play(sessionsLostAtDeploy({ on: 'orders' }))
 */
export const sessionsLostAtDeploy: RecipeFactory = defineRecipe({
  name: 'sessions-lost-at-deploy',
  summary: 'a tool server is redeployed and no longer knows its sessions',
  story:
    'A server that keeps its sessions in memory loses them with every deployment, and answers 404 from then on. ' +
    'The specification requires clients to begin a new session. ' +
    'No client that was measured does so by itself.',
  sources: ['https://github.com/modelcontextprotocol/python-sdk/issues/3556', 'https://github.com/PrefectHQ/fastmcp/issues/3073'],
  sourced: ['sessions that are gone after a restart, and clients that keep the lost ID'],
  assumed: ['three calls in ten that meet a server without their session'],
  invented: ['the shop'],
  breaks: ['recovers-session', 'reports-tool-failures'],
  phases: [{ from: 0, to: '1h', what: 'sessions are lost', injections: [sessionLost().for({ provider: 'shop' }).chance(0.3)] }],
})
