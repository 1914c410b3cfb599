import { brownout, openai, virtualTime } from '../../../../src/index.ts'
import { runCases, type Suite } from '../suite.ts'
import { overHttp } from './over-http.ts'
import { overWebSocket } from './over-websocket.ts'

async function emulated(run: () => unknown): Promise<void> {
  const release = brownout({ seed: 'tuesday', providers: [openai()] }).intercept()
  try {
    await virtualTime(async () => run(), { seed: 'tuesday' })
  } finally {
    release()
  }
}

/** The Open Responses cases, rewritten, over HTTP and WebSockets. */
export const openResponses: Suite = {
  name: 'Open Responses, over HTTP and WebSockets',
  source: 'https://www.openresponses.org/compliance',
  exceptions: [],
  leftOut: { count: 1, reason: 'it sends no request, and checks a schema of the suite' },
  run: () =>
    runCases(Object.fromEntries(Object.entries({ ...overHttp, ...overWebSocket }).map(([name, run]) => [name, () => emulated(run)]))),
}
