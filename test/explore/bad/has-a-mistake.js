import { client } from './calls-no-provider.ts'

export const ask = client
