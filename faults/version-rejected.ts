import { z } from 'zod'
import { defineFault, isOfToolServer, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A tool server rejects the client's protocol version, as after a server update.
 * Reported in: servers that rejected newer clients with an error instead of answering with their own version.
 * @example
 * chaos.inject(versionRejected())
 */
export const versionRejected: FaultFactory<typeof parameters> = defineFault({
  name: 'version-rejected',
  summary: 'a tool server rejects the protocol version',
  family: 'Tool servers',
  needs: ['tool-server'],
  shows: '4xx-permanent',
  persistence: 'permanent',
  frequency: 'rare',
  sources: [
    'https://github.com/xpzouying/xiaohongshu-mcp/issues/697',
    'https://github.com/higress-group/higress/issues/3226',
    'https://github.com/sickn33/agentic-awesome-skills/issues/1003',
  ],
  breaks: ['errors-identify-cause', 'typed-errors'],
  parameters,
  admit: (call) => (isOfToolServer(call) ? { kind: 'bad-request', about: 'version' } : undefined),
})
