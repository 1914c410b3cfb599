import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { BrownoutError } from '../engine/base/errors.ts'
import { LineReader } from '../stdio/lines.ts'
import { messageLine, processProtocol, type FromChild, type ToChild } from '../stdio/messages.ts'
import { endBy, stopSignals } from './stop-signals.ts'

/**
 * Runs as the process of a tool server: forwards its stdin to a brownout server, and writes that server's output.
 * @param url the address of the tool server there, such as `http://127.0.0.1:4600/shop`
 * @returns nothing: it exits when the server requests it
 */
export async function speakForServer(url: URL): Promise<never> {
  const connection = await connected(url)
  const tell = (message: FromChild): void => void connection.write(messageLine(message))
  const input = new LineReader()
  process.stdin.on('data', (bytes: Buffer) => {
    for (const text of input.read(bytes)) tell({ type: 'line', text })
  })
  process.stdin.on('end', () => tell({ type: 'told', why: 'stdin' }))
  for (const signal of stopSignals) process.on(signal, () => tell({ type: 'told', why: signal }))
  const told = new LineReader()
  return await new Promise<never>((_, reject) => {
    connection.on('data', (bytes: Buffer) => {
      for (const line of told.read(bytes)) obey(JSON.parse(line) as ToChild)
    })
    connection.on('error', reject)
    connection.on('close', () => reject(new BrownoutError(`The server at ${url.href} has closed the connection.`)))
  })
}

function obey(message: ToChild): void {
  if (message.type === 'exit') return void process.stdout.write('', () => exit(message))
  process[message.type].write(Buffer.from(message.base64, 'base64'))
}

function exit({ code, signal }: Extract<ToChild, { readonly type: 'exit' }>): void {
  if (signal === null) process.exit(code ?? 0)
  endBy(signal)
}

/**
 * Opens the connection.
 * @throws BrownoutError if no such tool server is served there
 */
function connected(url: URL): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: url.hostname,
      port: url.port,
      path: `${url.pathname.replace(/\/$/, '')}/`,
      headers: { connection: 'Upgrade', upgrade: processProtocol },
    })
    const refuse = (why: string): void =>
      reject(
        new BrownoutError(`Cannot reach a tool server at ${url.href}: ${why}. Expected an address of serve(chaos), such as baseUrls.shop.`),
      )
    asked.on('upgrade', (_response, socket, head) => {
      // The bytes that arrived together with the response.
      socket.unshift(head)
      resolve(socket)
    })
    asked.on('response', ({ statusCode }) => {
      asked.destroy()
      refuse(`it answers with status ${statusCode}`)
    })
    asked.on('error', ({ message }) => refuse(message))
    asked.end()
  })
}
