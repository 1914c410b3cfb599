import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright'
import { packInto } from './packed.ts'

// Installs the newest Storybook and the packed package in a folder of their own, builds the stories of examples/browser with Storybook,
// and opens each of them in Chromium: with startWorker, and with the add-on that starts MSW's worker by itself.

const root = fileURLToPath(new URL('..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'brownout-storybook-'))
const env = { ...process.env, PATH: dirname(process.execPath) + delimiter + process.env['PATH'], STORYBOOK_DISABLE_TELEMETRY: '1' }
const packages = ['storybook', '@storybook/html-vite', 'vite', 'msw', 'msw-storybook-addon', 'openai', 'typescript']

const addonPreview = `import { mswLoader } from 'msw-storybook-addon/csf3'
import { pageHandlers, storyLoader } from 'brownout/browser'
import { chaos } from '../src/chaos.ts'

export default {
  parameters: { msw: { handlers: [...pageHandlers(chaos)] } },
  loaders: [mswLoader(), storyLoader(chaos)],
}
`

/** A story that shows what its `play` function finds in the journal. */
const playedStories = `import { overloaded } from 'brownout/faults'
import { answer } from './chat.ts'

export default {
  title: 'Played',
  render: () => document.createElement('output'),
}

export const Journal = {
  parameters: { brownout: { seed: 'friday', faults: [overloaded({ retryAfter: '1s' }).first(1)] } },
  async play({ canvasElement, loaded: { chaos } }) {
    await answer('Where is my parcel?', () => {}, new AbortController().signal)
    const statuses = chaos.journal.calls.map(({ status }) => status)
    canvasElement.querySelector('output').textContent = [chaos.seed, ...statuses].join(' ')
  },
}
`

/** What the `play` function finds: the seed of the story, and the status of each call. */
const played = 'friday 503 200'

/** What each story shows: the status, and the answer. */
const truth = 'Your parcel is on its way and arrives on Thursday before noon.'
const shown: Readonly<Record<string, { readonly status: string; readonly answer: RegExp }>> = {
  answers: { status: 'Answered', answer: new RegExp(`^${truth}$`) },
  'rate-limited': { status: 'Answered', answer: new RegExp(`^${truth}$`) },
  down: { status: 'Failed: 500', answer: /^$/ },
  stalled: { status: 'Waiting for the answer', answer: /^Your parcel(?!.*noon)/ },
  truncated: { status: 'Failed: The answer is not complete.', answer: /^Your parcel(?!.*noon)/ },
  'reset-in-the-middle': { status: 'Failed: network error', answer: /^Your parcel(?!.*noon)/ },
  offline: { status: 'Failed: Connection error.', answer: /^$/ },
}

function run(command: string, ...words: readonly string[]): void {
  console.log(`$ ${command} ${words.join(' ')}`)
  execFileSync(command, words, { cwd: project, env, stdio: 'inherit' })
}

function install(): void {
  const filename = packInto(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', `./${filename}`, ...packages)
  run('node_modules/.bin/msw', 'init', 'public', '--no-save')
}

/** A file of the example, as it is in a project of its own. */
function example(file: string): string {
  const code = readFileSync(join(root, 'examples/browser', file), 'utf8')
  return code
    .replaceAll('../../src/browser/index.ts', 'brownout/browser')
    .replaceAll('../../src/index.ts', 'brownout')
    .replaceAll('../../faults/index.ts', 'brownout/faults')
}

function writeProject(): void {
  mkdirSync(join(project, 'src'))
  for (const file of ['chaos.ts', 'chat.ts', 'chat.stories.ts']) writeFileSync(join(project, 'src', file), example(file))
  writeFileSync(join(project, 'src/played.stories.ts'), playedStories)
  for (const [name, preview, addons] of [
    ['started', example('preview.ts').replace('./chaos.ts', '../src/chaos.ts'), []],
    ['addon', addonPreview, ['msw-storybook-addon']],
  ] as const) {
    const main = { framework: '@storybook/html-vite', stories: ['../src/*.stories.ts'], staticDirs: ['../public'], addons }
    mkdirSync(join(project, name))
    writeFileSync(join(project, name, 'main.ts'), `export default ${JSON.stringify(main)}\n`)
    writeFileSync(join(project, name, 'preview.ts'), preview)
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
}

/** Serves the files of a folder, and nothing else: a call that the worker does not answer gets status 404. */
async function served(folder: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    try {
      const bytes = readFileSync(join(folder, decodeURIComponent(pathname)))
      response.writeHead(200, { 'content-type': types[extname(pathname)] ?? 'application/octet-stream' }).end(bytes)
    } catch {
      response.writeHead(404).end('No model is emulated here.')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}

/** Waits until a story shows what it should. Returns what it shows if it does not. */
async function troubleOf(page: Page, story: string): Promise<string | undefined> {
  const { status, answer } = shown[story]!
  let now = ''
  for (let attempt = 0; attempt < 100; attempt++) {
    const text = await page.locator('[data-answer]').innerText()
    now = `${await page.getByRole('status').innerText()}, with the answer "${text}"`
    if (now.startsWith(status) && answer.test(text)) return undefined
    await page.waitForTimeout(200)
  }
  return `The story ${story} shows: ${now}. Expected: ${status}, with the answer ${answer}.`
}

/** Shows a story in a page that shows another, as a click in Storybook's list does. */
async function show(page: Page, story: string): Promise<void> {
  await page.evaluate((storyId) => {
    const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as Preview
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' })
  }, story)
  await page.waitForURL((url) => url.searchParams.get('id') === story)
}

/** What Storybook's preview has as globals. */
interface Preview {
  readonly __STORYBOOK_ADDONS_CHANNEL__: { emit(event: string, what: object): void }
}

/** Opens the stories one after another in one page, as a user does: a fault of one must not fire in the next. */
async function troublesOf(name: string, browser: Browser): Promise<readonly string[]> {
  const folder = join(project, `built-${name}`)
  run('node_modules/.bin/storybook', 'build', '--quiet', '--config-dir', name, '--output-dir', folder)
  const site = await served(folder)
  const page = await browser.newPage()
  const printed: string[] = []
  page.on('console', (message) => void printed.push(message.text()))
  page.on('pageerror', (error) => void printed.push(String(error)))
  const troubles: string[] = []
  try {
    await page.goto(`${site.url}/iframe.html?id=played--journal&viewMode=story`)
    const output = page.locator('output')
    for (let attempt = 0; attempt < 100 && (await output.innerText()) === ''; attempt++) await page.waitForTimeout(200)
    const found = await output.innerText()
    if (found !== played) troubles.push(`${name}: the play function found "${found}", expected "${played}".`)
    for (const story of Object.keys(shown)) {
      await show(page, `chat--${story}`)
      await page.locator('#storybook-root').getByRole('button', { name: 'Ask' }).click()
      const trouble = await troubleOf(page, story)
      if (trouble !== undefined) troubles.push(`${name}: ${trouble}`)
    }
  } catch (error) {
    troubles.push(`${name}: ${String(error)}\n${printed.join('\n')}`)
  } finally {
    await page.close()
    site.close()
  }
  return troubles
}

try {
  install()
  writeProject()
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  const troubles = [...(await troublesOf('started', browser)), ...(await troublesOf('addon', browser))]
  await browser.close()
  if (troubles.length > 0) throw new Error(`Storybook shows something else than the stories say.\n${troubles.join('\n')}`)
} finally {
  rmSync(project, { recursive: true, force: true })
}
console.log(`Storybook shows what each of ${Object.keys(shown).length} stories says, with startWorker and with msw-storybook-addon.`)
