import type { Answer } from '../../src/engine/model/answer.ts'
import { play } from '../../src/engine/run/play.ts'
import type { Provider } from '../../src/engine/model/provider.ts'
import { Run } from '../../src/engine/run/run.ts'
import { respond } from '../../src/gateway/respond.ts'
import { routerOf } from '../../src/gateway/router.ts'

/** A `fetch` that reaches an emulated provider without a network in between. */
export function fetchOf(provider: Provider, answer: Answer, seed = 'conformance'): typeof fetch {
  const run = new Run({ seed, answers: () => answer, pace: { firstToken: 0, perDelta: 0 } })
  const router = routerOf([provider])
  return async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    await router.load()
    const route = router.find(request.method, url)
    if (route.type === 'refused') throw new Error(route.message)
    const { method, headers } = request
    return respond(play(run, provider, route.endpoint, { method, url, headers, text: await request.text() }))
  }
}
