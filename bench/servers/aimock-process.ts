import { fork } from 'node:child_process'
import { once } from 'node:events'
import { always, type Contender } from '../contender.ts'

export const aimockProcess: Contender = {
  name: 'aimock, own process',
  async prepare(load) {
    const child = fork(new URL('aimock-child.ts', import.meta.url), [JSON.stringify(load)], { execArgv: ['--no-warnings'] })
    const [url] = (await once(child, 'message')) as [string]
    return always(`${url}/v1`, async () => {
      child.kill()
      await once(child, 'exit')
    })
  },
}
