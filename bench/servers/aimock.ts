import { LLMock } from '@copilotkit/aimock'
import { always, type Contender } from '../contender.ts'
import { textOf, wordLength, type Load } from '../load.ts'

/** aimock with one answer to everything, in as many deltas as brownout streams. */
export async function startAimock(load: Load): Promise<LLMock> {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  mock.onMessage(/./, { content: textOf(load) }, { chunkSize: wordLength })
  await mock.start()
  return mock
}

export const aimock: Contender = {
  name: 'aimock, in process',
  async prepare(load) {
    const mock = await startAimock(load)
    return always(
      `${mock.url}/v1`,
      () => mock.stop(),
      () => mock.clearRequests(),
    )
  },
}
