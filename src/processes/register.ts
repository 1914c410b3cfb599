import '../engine/base/runtime.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { intercept } from '../intercept/network.ts'
import { isStartedBy } from '../gateway/router.ts'
import { replaceCommands } from '../stdio/answer-commands.ts'
import { RemoteAnswerer, type Membership } from './remote-answerer.ts'

// A process that imports this gets its answers from the run in BROWNOUT_RUN, until it ends.

const membership = process.env['BROWNOUT_RUN']
if (membership === undefined || membership === '')
  throw new BrownoutError(
    'Cannot import "brownout/register": BROWNOUT_RUN does not name a run. Start the command with: npx brownout run -- node server.js',
  )
const { commands, ...others } = JSON.parse(membership) as Membership
const answerer = new RemoteAnswerer(others)
replaceCommands((command, args) => commands.find((played) => isStartedBy(played, command, args))?.instead)
intercept({ gateway: answerer, escaped: ({ host, message }) => answerer.tellEscape(host, message) })
