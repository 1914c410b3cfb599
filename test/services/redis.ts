import { folderFor, freePort, startService, type Service } from './service.ts'

/** Starts an empty Redis that keeps nothing on disk. */
export async function startRedis(): Promise<Service> {
  const port = await freePort()
  const folder = folderFor('redis', {})
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
  return startService('redis-server', args, { port, folder, user: {}, ready: 'Ready to accept connections', signal: 'SIGKILL' })
}
