import { execFile, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeBase } from './base.ts'

/** What builds and runs images: Docker, or Podman with a substitute for the base image. Both have the same commands. */
export interface Engine {
  readonly name: string
  /** The words of `build`, without the context. */
  readonly building: readonly string[]
  /** Runs a command of the engine. Returns its exit code, and what it printed. */
  call(...words: readonly string[]): Promise<Result>
}

export interface Result {
  readonly code: number
  readonly output: string
}

/**
 * The engine of this machine.
 * @param folder for everything that Podman keeps
 * @throws Error if there is none
 */
export async function engineIn(folder: string): Promise<Engine> {
  const docker = engineOf('Docker', ['docker'], ['build'])
  if ((await docker.call('info')).code === 0) return docker
  const podman = ['podman', '--root', join(folder, 'images'), '--runroot', join(folder, 'containers')]
  const engine = engineOf(
    'Podman, with a substitute for the base image',
    [...podman, '--runtime-flag', 'cgroup-manager=disabled'],
    ['build', '--format', 'docker', '--isolation', 'chroot', '--network', 'host'],
  )
  // Without systemd and with few capabilities, as in a sandbox: the containers share the network of the machine.
  const settings = join(folder, 'containers.conf')
  writeFileSync(settings, '[containers]\ncgroups = "disabled"\nnetns = "host"\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n')
  process.env['CONTAINERS_CONF'] = settings
  const { code, output } = await engine.call('info')
  if (code !== 0) throw new Error(`Expected Docker that answers, or else Debian's package podman and its root user:\n${output}`)
  const { code: failed, output: printed } = await engine.call('build', '--tag', 'localhost/node:24-alpine', writeBase(folder))
  if (failed !== 0) throw new Error(`Cannot build the substitute for the base image:\n${printed}`)
  return engine
}

function engineOf(name: string, [command = '', ...own]: readonly string[], building: readonly string[]): Engine {
  return {
    name,
    building,
    async call(...words) {
      try {
        const { stdout, stderr } = await promisify(execFile)(command, [...own, ...words], { maxBuffer: 64_000_000 })
        return { code: 0, output: stdout + stderr }
      } catch (error) {
        const { code, stdout = '', stderr = '', message } = error as Error & { code: unknown; stdout?: string; stderr?: string }
        return { code: typeof code === 'number' ? code : 127, output: stdout + stderr || message }
      }
    },
  }
}

/** The crun of Debian 12 refuses a machine with both versions of cgroups: there, this script runs again without the second one. */
export function leaveSecondCgroups(): void {
  if (!readFileSync('/proc/self/mountinfo', 'utf8').includes(' /sys/fs/cgroup/unified ')) return
  const command = 'umount /sys/fs/cgroup/unified && exec "$@"'
  const words = ['--mount', 'sh', '-c', command, 'sh', process.execPath, ...process.argv.slice(1)]
  process.exit(spawnSync('unshare', words, { stdio: 'inherit' }).status ?? 1)
}
