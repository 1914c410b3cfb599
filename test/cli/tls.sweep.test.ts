import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'

it('stops if the certificate that it made cannot be written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-tls-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  // Instead of the directory of the certificate.
  writeFileSync(join(folder, '.brownout'), '')
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', main, 'serve', '--port', '0', '--tls'], { cwd: folder })
  const [exit, out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  expect([exit, out]).toEqual([[1, null], ''])
  expect(err).toMatch(/^error: Cannot write the certificate to ".*certificate-\d+\.pem": EEXIST/)
})
