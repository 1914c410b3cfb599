import type { Contender } from '../contender.ts'
import type { Load } from '../load.ts'
import { aimock } from './aimock.ts'
import { bareHttp } from './bare-http.ts'
import { brownoutServe } from './brownout.ts'

const contenders: readonly Contender[] = [aimock, bareHttp, brownoutServe]

const [name, load] = process.argv.slice(2)
const prepared = await contenders.find((contender) => contender.name === name)!.prepare(JSON.parse(load!) as Load)
process.on('message', () => {
  const { baseURL } = prepared.begin()
  process.send!({ baseURL, cpu: process.cpuUsage() })
})
