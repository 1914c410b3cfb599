// Starts a tool server by the command in the arguments, calls its tool, and prints the result.
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'

const [command = '', ...args] = process.argv.slice(2)
const client = new Client({ name: 'client', version: '1.0.0' })
await client.connect(new StdioClientTransport({ command, args }))
console.log(JSON.stringify(await client.callTool({ name: 'find', arguments: {} })))
await client.close()
