import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

// Runs the development server of a small Next app below `brownout run`: a route handler that calls the OpenAI SDK, and a page that calls
// fetch, each of which Next compiles and runs in its own way.

const root = fileURLToPath(new URL('..', import.meta.url))
const app = mkdtempSync(join(tmpdir(), 'brownout-next-'))

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "type": "module" }',
  'app/layout.js': 'export default function Layout({ children }) { return <html><body>{children}</body></html> }',
  'app/page.js': 'export default function Page() { return <p>Ask.</p> }',
  'app/api/ask/route.js': `import OpenAI from 'openai'
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1 })
    export async function POST(request) {
      const { question } = await request.json()
      const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] })
      return Response.json({ answer: choices[0].message.content })
    }`,
  'app/fetched/page.js': `export const dynamic = 'force-dynamic'
    export default async function Page() {
      const response = await fetch('https://api.openai.com/v1/chat/completions', {
        method: 'POST',
        cache: 'no-store',
        headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where?' }] }),
      })
      const { choices } = await response.json()
      return <p>{choices[0].message.content}</p>
    }`,
}

const said = 'It is in Lyon.'

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The text of a response of the app, once it listens. */
async function textOf(url: string, init: RequestInit = {}): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await (await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) })).text()
    } catch (error) {
      if (attempt === 60) throw error
      await sleep(1_000)
    }
  }
}

/** The parts that are missing in the output of the app and of brownout. */
async function troublesWith(bundler: string): Promise<readonly string[]> {
  const port = await freePort()
  const arguments_ = ['--seed', 'tuesday', '--fault', 'overloaded:first=1', '--answers', 'answers.json', '--incident', 'incident.json']
  const next = ['node', 'node_modules/next/dist/bin/next', 'dev', `--${bundler}`, '-p', String(port)]
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, NEXT_TELEMETRY_DISABLED: '1' }
  const running = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'run', ...arguments_, '--', ...next], { cwd: app, env })
  let output = ''
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()))
  const url = `http://127.0.0.1:${port}`
  const asking = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'Where is my parcel?' }),
  }
  const answer = await textOf(`${url}/api/ask`, asking)
  const page = await textOf(`${url}/fetched`)
  running.kill('SIGINT')
  await once(running, 'close')
  const found: Readonly<Record<string, boolean>> = {
    'the answer in the route handler': answer === JSON.stringify({ answer: said }),
    'the answer in the page': page.includes(`<p>${said}</p>`),
    'the calls, and the retry of the SDK, in the summary': output.includes('3 calls'),
    'the fault in the summary': output.includes('overloaded on the first call: 1 call'),
  }
  const missing = Object.entries(found).flatMap(([what, isFound]) => (isFound ? [] : [what]))
  return missing.length === 0 ? [] : [`${bundler}: missing ${missing.join(', ')}\n${answer}\n${output}`]
}

try {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(app, file)), { recursive: true })
    writeFileSync(join(app, file), text)
  }
  writeFileSync(join(app, 'answers.json'), JSON.stringify([{ text: said }]))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', 'next', 'react', 'react-dom', 'openai'], { cwd: app, stdio: 'inherit' })
  const troubles = [...(await troublesWith('turbopack')), ...(await troublesWith('webpack'))]
  if (troubles.length > 0) throw new Error(`next dev does not work below brownout run.\n${troubles.join('\n')}`)
} finally {
  rmSync(app, { recursive: true, force: true })
}
console.log('next dev works below brownout run, with Turbopack and with webpack.')
