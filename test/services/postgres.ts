import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { folderFor, freePort, startService, userCalled, type Service } from './service.ts'

/** Starts an empty PostgreSQL, as Debian installs it. Its superuser is `postgres`, without a password; its folder holds its local socket. */
export async function startPostgres(): Promise<Service> {
  const bin = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1)
  if (bin === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql')
  const user = userCalled('postgres')
  const folder = folderFor('postgres', user)
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '--auth=trust', '--username=postgres', '--no-sync'], { ...user, cwd: folder })
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'].flatMap((text) => ['-c', text])
  const ready = 'database system is ready to accept connections'
  return startService(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    port,
    folder,
    user,
    ready,
    signal: 'SIGTERM',
  })
}
