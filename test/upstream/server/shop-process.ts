import { appendFileSync } from 'node:fs'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { realShop } from './real-shop.ts'

// The real server as a process: its file gets a line whenever a tool has run.

const [, , file = ''] = process.argv
await realShop((line) => appendFileSync(file, `${line}\n`)).connect(new StdioServerTransport())
