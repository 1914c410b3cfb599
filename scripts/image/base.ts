import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const image = `FROM scratch
COPY root /
ENV PATH=/usr/local/bin:/usr/bin:/bin
`

const users = `root:x:0:0:root:/root:/bin/sh
node:x:1000:1000::/home/node:/bin/sh
`

/**
 * Writes what a substitute for `node:24-alpine` is built from, for machines that reach no registry of images: Debian's busybox, the Node of
 * the development dependencies with its libraries, npm, and the same users. Its libc is glibc, and that of Alpine is musl.
 * @returns the folder to build
 */
export function writeBase(folder: string): string {
  const base = join(folder, 'base')
  const root = join(base, 'root')
  for (const path of ['bin', 'etc', 'root', 'tmp', 'home/node', 'usr/bin', 'usr/local/bin', 'usr/local/etc', 'usr/local/lib'])
    mkdirSync(join(root, path), { recursive: true })
  chmodSync(join(root, 'tmp'), 0o1777)
  writeFileSync(join(base, 'Dockerfile'), image)
  writeFileSync(join(root, 'etc/passwd'), users)
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnode:x:1000:\n')
  addBusybox(folder, root)
  addNode(root)
  addNpm(root)
  return base
}

function addBusybox(folder: string, root: string): void {
  const unpacked = join(folder, 'busybox')
  mkdirSync(unpacked)
  execFileSync('apt-get', ['download', '-qq', 'busybox-static'], { cwd: unpacked, stdio: 'ignore' })
  execFileSync('dpkg', ['--extract', join(unpacked, globSync('*.deb', { cwd: unpacked })[0]!), unpacked])
  const busybox = globSync('{bin,usr/bin}/busybox', { cwd: unpacked })[0]!
  copyFileSync(join(unpacked, busybox), join(root, 'bin/busybox'))
  const commands = execFileSync(join(root, 'bin/busybox'), ['--list'], { encoding: 'utf8' }).trim().split('\n')
  for (const command of commands.filter((name) => name !== 'busybox')) symlinkSync('/bin/busybox', join(root, 'bin', command))
  symlinkSync('/bin/busybox', join(root, 'usr/bin/env'))
}

function addNode(root: string): void {
  copyFileSync(process.execPath, join(root, 'usr/local/bin/node'))
  const libraries = execFileSync('ldd', [process.execPath], { encoding: 'utf8' }).matchAll(/(\/\S+)/g)
  for (const [, library] of libraries) {
    mkdirSync(join(root, dirname(library!)), { recursive: true })
    copyFileSync(library!, join(root, library!))
  }
}

/** With the certificates that this machine's npm trusts, which can be others than those of Node. */
function addNpm(root: string): void {
  const npm = (...words: readonly string[]): string => execFileSync('npm', words, { encoding: 'utf8' }).trim()
  cpSync(join(npm('root', '--global'), 'npm'), join(root, 'usr/local/lib/node_modules/npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'))
  const certificates = npm('config', 'get', 'cafile')
  const hasOwn = certificates !== 'null'
  if (hasOwn) copyFileSync(certificates, join(root, 'etc/npm-certificates.crt'))
  const settings = [`registry=${npm('config', 'get', 'registry')}`, ...(hasOwn ? ['cafile=/etc/npm-certificates.crt'] : [])]
  writeFileSync(join(root, 'usr/local/etc/npmrc'), settings.map((line) => `${line}\n`).join(''))
}
