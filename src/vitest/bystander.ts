import { counted } from '../engine/base/counted.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { publicAddress } from '../engine/base/redaction.ts'
import type { Provider } from '../engine/model/provider.ts'
import { knownHost } from '../gateway/known-hosts.ts'
import { refusedWebSocket } from '../gateway/web-socket-answer.ts'
import { refusal } from '../gateway/refusal.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { routerOf } from '../gateway/router.ts'
import { intercept } from '../intercept/network.ts'
import { lateCall, tellLateCall } from './late-calls.ts'
import { endedTest } from './scope.ts'

/**
 * Guards a test that does not use the `chaos` fixture: vitest sets up only the fixtures that a test names, and without this guard a
 * call to a provider would be real. If the test uses `chaos`, that answers first.
 * @param providers those that the fixture would emulate. Known providers are guarded as well
 * @throws BrownoutError if a provider was called without the fixture
 */
export async function amongBystanders(providers: readonly Provider[], use: () => Promise<void>): Promise<void> {
  const router = routerOf(providers)
  const blocked: string[] = []
  const troubles = new Set<string>()
  const refuse = (method: string, url: URL): Delivery => {
    const ended = endedTest()
    if (ended !== undefined) return refuseLate(method, url, ended)
    blocked.push(knownHost(url.hostname)?.owner ?? url.host)
    return refusal('unhandled_request', `Blocked ${method} ${publicAddress(url.href)}: ${withoutFixture}`)
  }
  const release = intercept({
    gateway: {
      knows: (url) => router.knows(url),
      answer: async ({ method, url }) => refuse(method, url),
      addressOf: () => undefined,
      answerWebSocket: async ({ method, url }) => refusedWebSocket(refuse(method, url)),
    },
    escaped: ({ message }) => void troubles.add(message),
  })
  try {
    await use()
  } finally {
    release()
  }
  if (blocked.length > 0)
    troubles.add(`Blocked ${counted(blocked.length, 'call')} (${[...new Set(blocked)].join(', ')}): ${withoutFixture}`)
  if (troubles.size > 0) throw new BrownoutError([...troubles].join('\n'))
}

const withoutFixture =
  "this test does not use the chaos fixture. Nothing was sent. Write it as test('...', async ({ chaos }) => { ... }), with the test of brownout/vitest."

/** Refuses calls left over from an earlier test. The running test is not to blame. */
function refuseLate(method: string, url: URL, test: string): Delivery {
  const message = `Blocked ${method} ${url.origin}${url.pathname}. Nothing was sent. ${lateCall(test)}`
  tellLateCall(message)
  return refusal('unhandled_request', message)
}
