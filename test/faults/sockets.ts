import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { anthropic, brownout, openai, type Chaos } from '../../src/index.ts'
import { truth } from './bench.ts'

/** A server of msw/node, over whose sockets the same model gives the same answers. Set it up within a describe. */
export function overSockets(): Chaos {
  const chaos = brownout({
    seed: 'tuesday',
    providers: [openai(), anthropic()],
    answers: () => ({ parts: [{ type: 'text', text: truth }] }),
  })
  const server = setupServer(...chaos.handlers)
  beforeAll(() => server.listen())
  beforeEach(() => chaos.reset())
  afterAll(() => server.close())
  return chaos
}
