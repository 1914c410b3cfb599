import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { always, type Contender } from '../contender.ts'
import { sampleOf } from '../sample.ts'

/** The least that a server over sockets can do: it reads the request, and writes bytes that it has at hand. */
export const bareHttp: Contender = {
  name: 'bare node:http',
  async prepare(load) {
    const { headers, pieces } = await sampleOf(load)
    const server = createServer((request, response) => {
      let text = ''
      request.setEncoding('utf8')
      request.on('data', (piece: string) => (text += piece))
      request.on('end', () => {
        JSON.parse(text)
        response.writeHead(200, headers)
        for (const piece of pieces) response.write(piece)
        response.end()
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return always(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, async () => {
      server.closeAllConnections()
      server.close()
    })
  },
}
