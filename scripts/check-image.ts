import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import OpenAI from 'openai'
import { engineIn, leaveSecondCgroups, type Result } from './image/engine.ts'
import { packInto } from './packed.ts'

// Builds the image from the packed and installed package, as docs/ci.md describes it, and uses it as a container is used: from outside,
// with a volume, as another user, on a read-only file system, and stopped at any time.

leaveSecondCgroups()

const folder = mkdtempSync(join(tmpdir(), 'brownout-image-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const engine = await engineIn(folder)
const image = 'brownout-check'
const name = `brownout-check-${process.pid}`
/** Mounted at /data. */
const volume = join(folder, 'volume')
/** The longest time that `docker stop` waits before it ends the process, in ms. */
const patience = 10_000

function check(isFine: boolean, trouble: string): void {
  if (!isFine) throw new Error(trouble)
}

async function succeed(...words: readonly string[]): Promise<string> {
  const { code, output } = await engine.call(...words)
  check(code === 0, `${words.join(' ')} failed with exit code ${code}:\n${output}`)
  return output
}

/** Packs the package, installs it in an empty project, and builds the image there. */
async function build(): Promise<void> {
  const project = join(folder, 'project')
  mkdirSync(project)
  const filename = packInto(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `./${filename}`], { cwd: project, stdio: 'inherit' })
  const began = performance.now()
  await succeed(...engine.building, '--tag', image, join(project, 'node_modules/brownout'))
  const bytes = Number(await succeed('image', 'inspect', '--format', '{{.Size}}', image))
  console.log(`built in ${secondsSince(began)}: ${Math.round(bytes / 1_000_000)} MB with the base image`)
}

function secondsSince(began: number): string {
  return `${((performance.now() - began) / 1_000).toFixed(1)} s`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A container, started in the background. */
interface Container {
  readonly url: string
  /** What it has printed. */
  logs(): Promise<string>
  /** Stops it as `docker stop` does. Returns its exit code. */
  stop(): Promise<number>
}

/** Starts a container, and waits until it answers from outside. It is removed after the check that uses it. */
async function started(options: readonly string[], words: readonly string[] = []): Promise<Container> {
  const port = String(await freePort())
  const background = ['--detach', '--name', name, '--env', `BROWNOUT_PORT=${port}`, '--publish', `${port}:${port}`, '--no-healthcheck']
  await succeed('run', ...background, ...options, image, ...words)
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; !(await isUp(url)); attempt++) {
    check(attempt < 600, `The container does not answer at ${url}:\n${await succeed('logs', name)}`)
    await sleep(100)
  }
  return { url, logs: () => succeed('logs', name), stop }
}

async function isUp(url: string): Promise<boolean> {
  return await fetch(`${url}/__brownout/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function stop(): Promise<number> {
  const began = performance.now()
  await succeed('stop', name)
  check(performance.now() - began < patience, 'The container did not stop by itself.')
  return Number(await succeed('inspect', '--format', '{{.State.ExitCode}}', name))
}

/** Runs a container until it ends. */
function run(options: readonly string[], ...words: readonly string[]): Promise<Result> {
  return engine.call('run', '--rm', ...options, image, ...words)
}

/** The command of the health check, with the program first. */
async function healthCheck(): Promise<readonly string[]> {
  const [kind, ...command] = JSON.parse(
    await succeed('image', 'inspect', '--format', '{{json .Config.Healthcheck.Test}}', image),
  ) as string[]
  check(kind === 'CMD', `The health check is ${kind}, expected CMD.`)
  return command
}

const mounted = ['--volume', `${volume}:/data`]
/** The user of this machine: the files that the container writes into the volume are its own. */
const own = ['--user', `${process.getuid!()}:${process.getgid!()}`]
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }

/** A client with what the container prints. */
async function clientOf({ logs }: Container): Promise<OpenAI> {
  const baseURL = /^export OPENAI_BASE_URL=(\S+)$/m.exec(await logs())?.[1]
  return new OpenAI({ baseURL, apiKey: 'test' })
}

const checks: Readonly<Record<string, () => Promise<void>>> = {
  async 'answers the SDK from outside at the printed URL, as the documented user, and is healthy'() {
    const began = performance.now()
    const options = ['serve', '--host', '0.0.0.0', '--seed', 'tuesday', '--fault', 'overloaded:first=1', '--answers', 'answers.mjs']
    const container = await started(mounted, options)
    console.log(`answers ${secondsSince(began)} after its start`)
    const { choices } = await (await clientOf(container)).chat.completions.create(question)
    check(choices[0]?.message.content === 'In Lyon.', `The answer is ${JSON.stringify(choices)}.`)
    check((await succeed('exec', name, 'id', '-un')).trim() === 'node', 'The user of the container is not node.')
    await succeed('exec', name, ...(await healthCheck()))
    check((await container.stop()) === 0, 'The container did not end with exit code 0.')
    check((await container.logs()).includes('overloaded on the first call: 1 call'), `No summary:\n${await container.logs()}`)
  },

  async 'is not healthy without a server'() {
    const [program, ...words] = await healthCheck()
    const { code } = await run(['--entrypoint', program!], ...words)
    check(code === 1, `The health check had exit code ${code}.`)
  },

  async 'is controlled with a token, from outside and within'() {
    const { url } = await started(['--env', 'BROWNOUT_TOKEN=sesame'])
    const { status } = await fetch(`${url}/__brownout`)
    const { status: withToken } = await fetch(`${url}/__brownout`, { headers: { authorization: 'Bearer sesame' } })
    check(status === 401 && withToken === 200, `Status ${status} without the token, and ${withToken} with it.`)
    await succeed('exec', name, 'brownout', 'control', 'status', '--url', url)
  },

  async 'stops in time with 100 open streams, and writes the incident into the volume'() {
    const container = await started([...mounted, ...own], ['serve', '--fault', 'stalled-stream', '--incident', 'incident.json'])
    const client = await clientOf(container)
    const streams = await Promise.all(Array.from({ length: 100 }, () => client.chat.completions.create({ ...question, stream: true })))
    const ends = streams.map(async (stream) => {
      for await (const _chunk of stream);
    })
    const began = performance.now()
    const [code] = await Promise.all([container.stop(), Promise.allSettled(ends)])
    console.log(`stops in ${secondsSince(began)} with 100 stalled streams`)
    check(code === 0, `The exit code is ${code}:\n${await container.logs()}`)
    const { journal } = JSON.parse(readFileSync(join(volume, 'incident.json'), 'utf8')) as { journal: { calls: unknown[] } }
    check(journal.calls.length === 100, `The incident has ${journal.calls.length} calls.`)
  },

  async 'runs as any user on a read-only file system'() {
    const container = await started(['--user', '12345', '--read-only'])
    check((await container.stop()) === 0, 'The container did not end with exit code 0.')
  },

  async 'writes the incident as any user, without a volume'() {
    const container = await started(['--user', '12345'], ['serve', '--incident', 'incident.json'])
    await container.stop()
    await succeed('cp', `${name}:/data/incident.json`, join(folder, 'copied.json'))
    check(existsSync(join(folder, 'copied.json')), 'There is no incident.')
  },

  async 'does not start if it cannot write the incident or its certificate'() {
    for (const options of [['--incident', 'incident.json'], ['--tls']]) {
      const { code, output } = await run(['--read-only', '--user', '12345'], 'serve', ...options)
      check(code === 1 && output.includes('error: Cannot write the '), `${options.join(' ')}: exit code ${code}\n${output}`)
    }
  },

  async 'is reachable with the other command that serves'() {
    await started([], ['proxy', '--upstream', 'https://api.openai.com'])
  },

  async 'is stopped while it starts, and while a command without an end runs'() {
    for (const words of [['serve'], ['explore', './endless.mjs']]) {
      await succeed('run', '--detach', '--name', name, '--env', 'BROWNOUT_PORT=0', '--no-healthcheck', ...mounted, image, ...words)
      // Node itself does not listen for a signal in its first moments.
      await sleep(500)
      const code = await stop()
      // 143: the signal ended it before a command listened.
      check([0, 143].includes(code), `${words.join(' ')}: exit code ${code}\n${await succeed('logs', name)}`)
      await succeed('rm', '--force', name)
    }
  },
}

function writeVolume(): void {
  // The user of the container reads it.
  chmodSync(folder, 0o755)
  mkdirSync(volume)
  writeFileSync(join(volume, 'answers.mjs'), `import 'brownout'\nexport default [{ prompt: 'parcel', text: 'In Lyon.' }]\n`)
  writeFileSync(join(volume, 'endless.mjs'), 'export const ask = () => new Promise(() => setInterval(() => {}, 1_000))\n')
}

const { positionals } = parseArgs({ allowPositionals: true })
try {
  console.log(`with ${engine.name}`)
  writeVolume()
  await build()
  for (const [title, carryOut] of Object.entries(checks)) {
    if (positionals.length > 0 && !positionals.some((word) => title.includes(word))) continue
    await carryOut()
    await engine.call('rm', '--force', name)
    console.log(`passes  ${title}`)
  }
} finally {
  await engine.call('rm', '--force', name)
  await engine.call('rmi', '--force', image)
}
console.log('The image builds, and runs as documented.')
