import type { Chaos } from '../chaos/chaos.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import type { AppModule } from '../own-app/app-module.ts'
import type { SharedProcess } from './own-process.ts'
import type { UnknownHosts } from './unknown-hosts.ts'

/**
 * Imports a module for the first time, and checks that the import only defines things: the module is imported again for each run.
 * @throws BrownoutError if it cannot be loaded, or does more than that
 */
export async function importWithoutEffects(
  app: AppModule,
  chaos: Chaos,
  shared: SharedProcess,
  hosts: UnknownHosts,
): Promise<Readonly<Record<string, unknown>>> {
  const before = { servers: open(server), children: open(child) }
  const exported = await app.loadInRealTime().finally(() => shared.check())
  const { calls, unhandled } = chaos.journal
  const asked = calls[0]?.provider ?? unhandled[0]?.url ?? hosts.passed[0]
  if (asked !== undefined || hosts.refused !== undefined)
    throw withEffect(app, `calls ${asked ?? 'a model provider'}`, 'Call it in the function that it exports, not at its top level.')
  if (open(child) > before.children) throw withEffect(app, 'starts a process', 'Start it in the function that it exports.')
  if (open(server) > before.servers)
    throw withEffect(
      app,
      'starts a server',
      'Start it in another file, and export the function that answers a request from a file of its own.',
    )
  return exported
}

function withEffect({ path }: AppModule, what: string, remedy: string): BrownoutError {
  return new BrownoutError(`${path} ${what} when it is imported, and explore imports it again for each run. ${remedy}`)
}

const server = /^(?:TCPServer|PipeServer)Wrap$/
const child = /^ProcessWrap$/

/** How many resources of a kind keep this process alive. */
function open(kind: RegExp): number {
  return process.getActiveResourcesInfo().filter((name) => kind.test(name)).length
}
