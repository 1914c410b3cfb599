import type { WebSocketAnswer } from '../gateway/web-socket-answer.ts'
import type { Upgrade } from '../sockets/upgrade.ts'
import { LineReader } from '../stdio/lines.ts'
import { messageLine, processProtocol, type FromChild, type ToChild } from '../stdio/messages.ts'
import { PlayedProcess } from '../stdio/played-process.ts'

/** The exit code of a shell for a command that does not exist. */
const notFound = { code: 127, signal: null }

/** Emulates a real process at the other end of a connection. It is killed if the connection breaks. */
export function playOverProcess(answer: Promise<WebSocketAnswer>, { socket, head }: Upgrade): void {
  const tell = (message: ToChild): void => {
    if (socket.writable) socket.write(messageLine(message))
  }
  const exited = (exit: typeof notFound | { readonly code: number | null; readonly signal: string | null }): void => {
    tell({ type: 'exit', ...exit })
    socket.end()
  }
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: ${processProtocol}\r\nconnection: Upgrade\r\n\r\n`)
  const played = new PlayedProcess(answer, {
    started() {},
    notFound: () => exited(notFound),
    writes: (bytes, output) => tell({ type: output, base64: Buffer.from(bytes).toString('base64') }),
    exited,
  })
  const take = async (message: FromChild): Promise<void> => {
    if (message.type === 'line') await played.read(message.text)
    else await played.isToldToExit(message.why)
  }
  const lines = new LineReader()
  const read = (bytes: Buffer): void => {
    for (const line of lines.read(bytes)) take(JSON.parse(line) as FromChild).catch((error: unknown) => void socket.destroy(error as Error))
  }
  read(head)
  socket.on('data', read)
  socket.on('error', () => void socket.destroy())
  socket.on('close', () => void played.exit({ code: null, signal: 'SIGKILL' }))
}
