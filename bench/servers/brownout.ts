import { setupServer } from 'msw/node'
import { always, type Contender } from '../contender.ts'
import { textOf, type Load } from '../load.ts'
import { openaiURL } from '../sample.ts'
import { brownout, openai, serve, type Chaos } from '../subject.ts'

function chaosOf(load: Load): Chaos {
  const text = textOf(load)
  return brownout({ providers: [openai()], answers: () => ({ parts: [{ type: 'text', text }] }) })
}

export const brownoutIntercept: Contender = {
  name: 'brownout intercept()',
  async prepare(load) {
    const chaos = chaosOf(load)
    return {
      begin() {
        chaos.reset()
        return { baseURL: openaiURL, end: chaos.intercept() }
      },
      async close() {},
    }
  },
}

export const brownoutServer: Contender = {
  name: 'brownout, setupServer',
  async prepare(load) {
    const chaos = chaosOf(load)
    return {
      begin() {
        chaos.reset()
        const server = setupServer(...chaos.handlers)
        server.listen({ onUnhandledFrame: 'error' })
        return { baseURL: openaiURL, end: () => server.close() }
      },
      async close() {},
    }
  },
}

export const brownoutServe: Contender = {
  name: 'brownout serve()',
  async prepare(load) {
    const chaos = chaosOf(load)
    const { baseUrls, close } = await serve(chaos)
    return always(baseUrls['openai']!, close, () => chaos.reset())
  },
}
