import { createServer, type Server } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll } from 'vitest'

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' }
const worker = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'))

/** A site with a bundled script as `/main.js`, an empty page around it, and MSW's service worker. */
export function siteOf(script: URL): { readonly url: string } {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-site-'))
  let server: Server
  let url = ''
  beforeAll(async () => {
    const bundle = await rolldown({ input: fileURLToPath(script), platform: 'browser' })
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'main.js' })
    await bundle.close()
    server = createServer(({ url: path = '/' }, response) => {
      const { pathname } = new URL(path, 'http://site')
      const file = pathname === '/mockServiceWorker.js' ? worker : join(folder, pathname)
      if (pathname === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page)
      const type = types[extname(file)]
      // What the worker does not answer gets here.
      if (type === undefined || !existsSync(file)) return void response.writeHead(404).end('from the real server')
      response.writeHead(200, { 'content-type': type }).end(readFileSync(file))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://localhost:${(server.address() as AddressInfo).port}`
  }, 60_000)
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })
  return {
    get url() {
      return url
    },
  }
}

const page = readFileSync(new URL('../../examples/browser/index.html', import.meta.url), 'utf8')
