import { createServer } from 'node:http'

export const server = createServer((_request, response) => response.end()).listen(0)

export const ask = (question: string): string => question
