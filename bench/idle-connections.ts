import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { heading, report } from './report.ts'

const connections = 10_000
/** How many connections are opened at once. */
const atOnce = 50

/** How much memory a server holds for each of 10,000 connections on which nothing was sent, in KB. */
async function heldBy(name: 'brownout' | 'bare'): Promise<number> {
  const child = fork(new URL('servers/held-open.ts', import.meta.url), [name], { execArgv: [...process.execArgv, '--expose-gc'] })
  const [{ baseURL }] = (await once(child, 'message')) as [{ readonly baseURL: string }]
  const measured = async (): Promise<number> => {
    child.send('measure')
    return ((await once(child, 'message')) as [{ readonly rss: number }])[0].rss
  }
  const open: Socket[] = []
  const openSome = async (count: number): Promise<void> => {
    for (let opened = 0; opened < count; opened += atOnce) {
      const sockets = Array.from({ length: atOnce }, () => connect(Number(new URL(baseURL).port), '127.0.0.1').on('error', () => {}))
      open.push(...sockets)
      await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    }
  }
  await openSome(500)
  const before = await measured()
  await openSome(connections)
  const after = await measured()
  child.kill()
  await once(child, 'exit')
  for (const socket of open) socket.destroy()
  return (after - before) / connections / 1_024
}

/** Measures idle connections, next to a bare server. */
export async function benchIdleConnections(): Promise<void> {
  heading(`${connections.toLocaleString('en-US')} idle connections`)
  const [bare, ours] = [await heldBy('bare'), await heldBy('brownout')]
  report('resident memory for each, bare node:http', `${bare.toFixed(1)} KB`)
  report('resident memory for each, serve()', `${ours.toFixed(1)} KB`)
}
