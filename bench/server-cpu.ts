import type { Contender } from './contender.ts'
import { clients, plain, shortStream, type Ask, type Load } from './load.ts'
import { median } from './median.ts'
import { atLeast, beside, heading } from './report.ts'
import { aimock } from './servers/aimock.ts'
import { bareHttp } from './servers/bare-http.ts'
import { brownoutServe } from './servers/brownout.ts'
import { startProcess, type ServerProcess } from './servers/own-process.ts'

const contenders: readonly Contender[] = [bareHttp, aimock, brownoutServe]
const inFlight = [1, 16, 64]
const rounds = 7
const calls = 1_000
/** How many calls aimock's CPU time for one must suffice for. */
const least = atLeast(1.3)

async function askAll(ask: Ask, count: number): Promise<void> {
  let left = calls
  const worker = async (): Promise<void> => {
    while (left-- > 0) await ask()
  }
  await Promise.all(Array.from({ length: count }, worker))
}

/** The CPU time that a server takes for a call, in microseconds. */
async function cpuOf(server: ServerProcess, load: Load, count: number): Promise<number> {
  const before = await server.begin()
  await askAll(clients.fetch(before.baseURL, load), count)
  const after = await server.begin()
  return (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / calls
}

/** What a call costs a server that does nothing else, and how many times more it costs the others. Other load on the machine moves it less than it moves a rate. */
export async function benchServerCpu(): Promise<void> {
  for (const load of [plain, shortStream]) {
    heading(`${load.name}: microseconds of CPU a call in the server's own process, with ${inFlight.join(' / ')} in flight`)
    const servers = contenders.map((contender) => ({ contender, server: startProcess(contender, load) }))
    for (const { server } of servers) await cpuOf(server, load, 16)
    const found = new Map(contenders.map((contender) => [contender, inFlight.map((): number[] => [])]))
    for (let round = 0; round < rounds; round++) {
      for (const [place, count] of inFlight.entries())
        for (const { contender, server } of servers) found.get(contender)![place]!.push(await cpuOf(server, load, count))
    }
    const ours = found.get(brownoutServe)!.map(median)
    for (const [contender, figures] of found) {
      const medians = figures.map(median)
      const ratios = medians.map((figure, place) => figure / ours[place]!)
      console.log(
        `  ${contender.name.padEnd(20)} ${medians.map((figure) => figure.toFixed(0).padStart(6)).join(' /')}  `,
        ratios.map((ratio) => `${ratio.toFixed(2)}x`).join(' / '),
        contender === aimock ? `  ${beside(Math.min(...ratios), least)}` : '',
      )
    }
    for (const { server } of servers) await server.close()
  }
}
